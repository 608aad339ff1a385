import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Without windows first: it draws the same pages with a quarter less of the processor. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome.exe',
]
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of the system's Chromium (`PEGEL_CHROMIUM` names another one), or null. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env.PEGEL_CHROMIUM, ...inPath, ...PLACES].find(isExecutable) ?? null
}

function isExecutable(path) {
  if (!path) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

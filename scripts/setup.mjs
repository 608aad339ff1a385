import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Set-up steps shared by the scripts. Only what Node brings along: this runs before anything is installed. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Where an installed package keeps its command. @param {string} name */
export const bin = (name) => join(root, 'node_modules', '.bin', name)

/** Runs a command with our own output; resolves with its exit code. SIGINT and SIGTERM are passed on. */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
  const relay = (signal) => child.kill(signal)
  process.on('SIGINT', relay).on('SIGTERM', relay)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', relay).off('SIGTERM', relay)
      resolve(code ?? 1)
    })
  })
}

/** As `run`, and ends this process when the command failed. */
export async function must(command, args, options = {}) {
  const code = await run(command, args, options)
  if (code !== 0) {
    console.error(`${command} ${args.join(' ')} failed`)
    process.exit(code)
  }
}

/** Installs from the lockfile when nothing is installed or the lockfile is newer. */
export async function install() {
  if (modified('node_modules/.package-lock.json') >= modified('package-lock.json')) return
  console.error('Installing from package-lock.json …')
  await must('npm', ['ci'], { shell: process.platform === 'win32', stdio: ['ignore', 2, 2] })
}

/** Builds the pages when there is no build or a source is newer than it; resolves with the exit code. */
export async function buildWeb() {
  const sources = ['web', 'pipelines/metrics/types.ts', 'package-lock.json']
  if (modified('dist/web/index.html') > Math.max(...sources.map(newest))) return 0
  console.error('Building the pages …')
  return run(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] })
}

function modified(path) {
  const file = join(root, path)
  return existsSync(file) ? statSync(file).mtimeMs : 0
}

function newest(path) {
  const file = join(root, path)
  if (!existsSync(file)) return 0
  if (!statSync(file).isDirectory()) return modified(path)
  const inside = readdirSync(file, { withFileTypes: true }).filter((entry) => entry.name !== 'node_modules')
  return Math.max(modified(path), ...inside.map((entry) => newest(join(path, entry.name))))
}

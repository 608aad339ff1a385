import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { WEB_DIR } from '../../server/paths.ts'
import { gzippedSize } from '../load/script-size.ts'
import { startServer } from '../load/server.ts'
import { type Bench, median } from './figure.ts'
import { DEMO, sampleFolder } from './sample.ts'

const RUNS = 5

/** Live in a browser that has never seen it, until its figures stand there. */
export const firstPageBench: Bench = {
  name: 'first-page',
  about: 'Live opened cold in the system browser, and the JavaScript that it loads',
  async run() {
    const executablePath = findChromium()
    if (!executablePath) throw new Error('No Chromium is installed')
    if (!existsSync(join(WEB_DIR, 'index.html'))) throw new Error('The pages are not built: npm run build')
    const server = await startServer(await sampleFolder(DEMO))
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    const times: number[] = []
    const scripts = new Set<string>()
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      page.on('response', (response) => {
        const { pathname } = new URL(response.url())
        if (pathname.endsWith('.js')) scripts.add(pathname)
      })
      const began = performance.now()
      await page.goto(server.address)
      await page
        .getByText(/n = [\d,.]+/)
        .first()
        .waitFor()
      times.push((performance.now() - began) / 1000)
      await context.close()
    }
    await browser.close()
    await server.stop('SIGTERM')
    const most = (value: number) => ({ at: 'most', value }) as const
    return [
      { what: 'address to the first figure', value: median(times), unit: 's', runs: RUNS, wanted: most(2) },
      {
        what: 'JavaScript, gzipped',
        value: gzippedSize(scripts) / 1000,
        unit: 'kB',
        runs: 1,
        wanted: most(350),
      },
    ]
  },
}

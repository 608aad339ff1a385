import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openPegel } from '../../pipelines/pegel.ts'
import { composeReport } from '../../pipelines/reports/compose.ts'
import { renderPdf } from '../../pipelines/reports/pdf/render.ts'
import { weeklyFigures } from '../../pipelines/reports/weekly.ts'
import { type Bench, median } from './figure.ts'
import { DEMO, now, sampleFolder } from './sample.ts'

/** Another week each time, so that no answer comes from the cache. */
const WEEKS = ['2026-W46', '2026-W45', '2026-W44', '2026-W43', '2026-W42']
const SAMPLE_MS = 10

/** The weekly PDF of the demo, in a process that serves: how long, how much memory, and how long nobody else is served. */
export const reportBench: Bench = {
  name: 'report',
  about: 'the weekly page of the demo as PDF',
  async run() {
    const pegel = await openPegel({ dataDir: await sampleFolder(DEMO), now })
    const times: { figures: number; pdf: number; memory: number; held: number }[] = []
    for (const week of WEEKS) {
      const before = process.memoryUsage().rss
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss)
      }, SAMPLE_MS)
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      const began = performance.now()
      const figures = await weeklyFigures(pegel, { week, tz: 'Europe/Berlin' })
      const asked = performance.now()
      await renderPdf(composeReport(figures, pegel.catalog, 'en'))
      const done = performance.now()
      delay.disable()
      clearInterval(watch)
      times.push({
        figures: (asked - began) / 1000,
        pdf: (done - began) / 1000,
        memory: (most - before) / 1e6,
        held: delay.max / 1e6,
      })
    }
    await pegel.close()
    const runs = times.length
    const of = (what: 'figures' | 'pdf' | 'memory' | 'held') => times.map((one) => one[what])
    const most = (value: number) => ({ at: 'most', value }) as const
    return [
      { what: 'figures and sentences of a week', value: median(of('figures')), unit: 's', runs },
      { what: 'question to PDF', value: median(of('pdf')), unit: 's', runs, wanted: most(3) },
      {
        what: 'memory added, at most',
        value: Math.max(...of('memory')),
        unit: 'MB',
        runs,
        wanted: most(250),
      },
      {
        what: 'event loop held, at most',
        value: Math.max(...of('held')),
        unit: 'ms',
        runs,
        wanted: most(50),
      },
    ]
  },
}

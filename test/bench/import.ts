import { openPegel } from '../../pipelines/pegel.ts'
import type { Bench } from './figure.ts'
import { median } from './figure.ts'
import { DEMO, emptyFolder, now, sampleFiles } from './sample.ts'

const RUNS = 3

/** From the files of the sample to folded facts. */
export const importBench: Bench = {
  name: 'import',
  about: `the sample's files of ${DEMO} messages, handed over at once, into an empty folder`,
  async run() {
    const files = await sampleFiles(DEMO)
    const rates: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const pegel = await openPegel({ dataDir: emptyFolder(), now })
      const started = performance.now()
      await Promise.all(files.map((file) => pegel.importFile(file)))
      const seconds = (performance.now() - started) / 1000
      const [stored] = await pegel.engine.rows<{ events: number }>('select count(*) as events from event')
      await pegel.close()
      rates.push((stored?.events ?? 0) / seconds)
    }
    const wanted = { at: 'least', value: 30_000 } as const
    return [
      { what: 'events read, stored and folded', value: median(rates), unit: 'per s', runs: RUNS, wanted },
    ]
  },
}

import { openPegel } from '../../pipelines/pegel.ts'
import type { Bench } from './figure.ts'
import { median } from './figure.ts'
import { DEMO, emptyFolder, now, sampleFiles } from './sample.ts'

const RUNS = 3

/** From the files of the sample to folded facts and the archive. */
export const importBench: Bench = {
  name: 'import',
  about: `the sample's files of ${DEMO} messages into an empty folder`,
  async run() {
    const files = await sampleFiles(DEMO)
    const rates: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const pegel = await openPegel({ dataDir: emptyFolder(), now })
      let rows = 0
      let seconds = 0
      for (const { source, path } of files) {
        const result = await pegel.importFile({ source, path })
        rows += result.accepted + result.duplicate
        seconds += result.seconds
      }
      await pegel.close()
      rates.push(rows / seconds)
    }
    const wanted = { at: 'least', value: 30_000 } as const
    return [
      { what: 'events read, stored and folded', value: median(rates), unit: 'per s', runs: RUNS, wanted },
    ]
  },
}

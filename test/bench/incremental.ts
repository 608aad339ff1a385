import { openPegel } from '../../pipelines/pegel.ts'
import { inboxMessage } from '../load/inbox.ts'
import { type Bench, median } from './figure.ts'
import { now, ONE_MILLION, sampleFolder } from './sample.ts'

const RUNS = 31

/** One delivery on a million events: journal, load, fold its ticket, refresh its cells. */
export const incrementalBench: Bench = {
  name: 'incremental',
  about: 'from one new delivery to up-to-date facts, on a million events',
  async run() {
    const pegel = await openPegel({ dataDir: await sampleFolder(ONE_MILLION), now })
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const { body, headers } = inboxMessage(9_000_000 + run, new Date(now().getTime() - 60_000 + run))
      const began = performance.now()
      await pegel.ingest({ source: 'inbox', account: null, headers, body: Buffer.from(body) })
      times.push(performance.now() - began)
    }
    await pegel.close()
    const wanted = { at: 'most', value: 150 } as const
    return [{ what: 'delivery to folded facts', value: median(times), unit: 'ms', runs: RUNS, wanted }]
  },
}

import { openPegel } from '../../pipelines/pegel.ts'
import { type Bench, type Figure, median } from './figure.ts'
import { FOUR_MILLION, now, ONE_MILLION, sampleFolder } from './sample.ts'

const RUNS = 3

/** Everything anew from the archive of events: load, fold, rollups. */
export const rebuildBench: Bench = {
  name: 'rebuild',
  about: 'all facts and rollups anew from one and from four million archived events',
  async run() {
    const one = await perMillion(ONE_MILLION)
    const four = await perMillion(FOUR_MILLION)
    return [
      figure('rebuild of 1 million events', one.seconds, 's', RUNS, 8),
      figure('per million events at 4 million', four.seconds, 's', RUNS),
      figure('time per event at 4 million to that at 1 million', four.seconds / one.seconds, '', 1, 1),
    ]
  },
}

async function perMillion(messages: number): Promise<{ seconds: number }> {
  const pegel = await openPegel({ dataDir: await sampleFolder(messages), now })
  const seconds: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const result = await pegel.rebuild({ from: 'archive' })
    if (!result.identical) throw new Error('the rebuild came out different')
    seconds.push((result.seconds / (result.rows.event ?? 0)) * 1e6)
  }
  await pegel.close()
  return { seconds: median(seconds) }
}

function figure(what: string, value: number, unit: string, runs: number, most?: number): Figure {
  return { what, value, unit, runs, ...(most === undefined ? {} : { wanted: { at: 'most', value: most } }) }
}

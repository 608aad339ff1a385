import { invalid } from '../../pipelines/errors.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { clockOf, liveTraffic } from '../../sample-data/live.ts'
import { describeError, type Log } from '../log.ts'
import { type Demo, readDemoFile, writeDemoFile } from './demo-file.ts'

const NOTE_EVERY_MS = 10_000

/** Throws `invalid` when the folder does not hold the whole sample company. */
export function readDemo(dataDir: string): Demo {
  const demo = readDemoFile(dataDir)
  if (!demo) throw invalid(`${dataDir} does not hold the sample company; npm run demo makes one`)
  if (demo.unfinished) {
    throw invalid(`${dataDir} holds a part of the sample company; the page Get started loads the rest`)
  }
  return demo
}

/** Lets the sample company go on where its data ends, at the pace of the folder's clock, until the signal is aborted. */
export async function playDemo(pegel: Pegel, demo: Demo, log: Log, signal: AbortSignal): Promise<void> {
  const { liveUntil, ...world } = demo
  const clock = clockOf(() => pegel.now().getTime())
  let noted = Date.now()
  try {
    const traffic = liveTraffic({ ...world, from: liveUntil ?? world.endsAt, signal, clock })
    for await (const delivery of traffic) {
      const { source, headers, arrivesAt } = delivery
      await pegel.accept({ source, account: null, headers: { ...headers }, body: Buffer.from(delivery.body) })
      if (Date.now() - noted < NOTE_EVERY_MS) continue
      noted = Date.now()
      writeDemoFile(pegel.dataDir, { ...world, liveUntil: arrivesAt })
    }
  } catch (error) {
    if (!signal.aborted) log('error', 'the demo has stopped', describeError(error))
  }
}

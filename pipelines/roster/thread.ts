import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'
import type { Message, Work } from './run.ts'
import { partnerAt } from './solve/partner.ts'
import { solveRoster } from './solve/solve.ts'

const { problem, stop, seconds, gap, explain, partner } = workerData as Work
const send = (message: Message) => parentPort?.postMessage(message)
try {
  const highs = await loadHighs()
  const roster = solveRoster(highs, problem, {
    seconds,
    ...(gap === undefined ? {} : { gap }),
    ...(partner ? { partner: partnerAt(partner) } : {}),
    ...(explain === undefined ? {} : { explain }),
    cancelled: () => Atomics.load(stop, 0) === 1,
    tell: (progress) => send({ kind: 'progress', progress }),
  })
  send({ kind: 'done', roster })
} catch (error) {
  send({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? error.stack : undefined,
  })
}

import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'
import type { Assistance } from './run.ts'
import { assist } from './solve/assist.ts'
import { instanceOf } from './solve/instance.ts'
import { partnerAt } from './solve/partner.ts'

const { problem, stop, partner } = workerData as Assistance
const stopped = () => Atomics.load(stop, 0) === 1
const highs = await loadHighs()
parentPort?.postMessage('ready')
if (!stopped()) assist(highs, instanceOf(problem), partnerAt(partner), stopped)
partner.close()

import { parentPort } from 'node:worker_threads'
import { type Forecast, type ForecastInput, forecast } from '../forecast.ts'

export interface Work {
  id: number
  input: Omit<ForecastInput, 'open'>
}

export type Answer = { id: number } & ({ said: Forecast } | { problem: string })

parentPort?.on('message', ({ id, input }: Work) => {
  try {
    parentPort?.postMessage({ id, said: forecast(input) } satisfies Answer)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    parentPort?.postMessage({ id, problem } satisfies Answer)
  }
})

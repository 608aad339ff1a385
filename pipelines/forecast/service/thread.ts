import { parentPort } from 'node:worker_threads'
import { type Forecast, type ForecastInput, forecast } from '../forecast.ts'
import { short } from './short.ts'

export interface Work {
  id: number
  input: Omit<ForecastInput, 'open'>
}

export type Answer = { id: number } & ({ said: Forecast } | { problem: string })

parentPort?.on('message', ({ id, input }: Work) => {
  try {
    parentPort?.postMessage({ id, said: rounded(forecast(input)) } satisfies Answer)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    parentPort?.postMessage({ id, problem } satisfies Answer)
  }
})

/** Here and not by whoever shows or keeps it: that thread answers everybody else too. */
function rounded(said: Forecast): Forecast {
  for (const values of [said.mean, said.average, ...said.quantiles]) {
    for (const [i, value] of values.entries()) values[i] = short(value)
  }
  return said
}

import type { Config } from '../config/config.ts'
import type { MetricsContext } from '../metrics/context.ts'
import type { AlertContext } from './alert.ts'

/** An open data folder as alerts look at it, at an instant. */
export function alertContext(
  folder: MetricsContext & { readonly config: Pick<Config, 'zone'> },
  atMs: number,
): AlertContext {
  const { engine, catalog, dataVersion, asOf, config } = folder
  return {
    engine,
    catalog,
    dataVersion,
    asOf,
    now: () => new Date(atMs),
    zone: config.zone ?? 'UTC',
  }
}

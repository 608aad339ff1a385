import type { Reader } from '../engine/port.ts'
import type { Change, Changed, Stated } from './change.ts'

/** What the verbs of the configuration need of an open folder. */
export interface ConfigContext {
  readonly engine: Reader
  now(): Date
  /** One at a time; see `makeChange`. */
  changeConfig(change: Change): Promise<Changed>
}

/** The one version that a change stated, with what it led to. */
export async function stateOne(context: ConfigContext, change: Change): Promise<Stated> {
  const { records, clocksChanged } = await context.changeConfig(change)
  const [record] = records
  if (!record) throw new Error('the change stated nothing')
  return { ...record, clocksChanged }
}

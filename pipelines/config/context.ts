import type { Reader } from '../engine/port.ts'
import type { Change } from './change.ts'
import type { ConfigRecord } from './record.ts'

/** What the verbs of the configuration need of an open folder. */
export interface ConfigContext {
  readonly engine: Reader
  now(): Date
  /** One at a time; see `makeChange`. */
  changeConfig(change: Change): Promise<ConfigRecord[]>
}

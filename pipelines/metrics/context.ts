import type { Engine } from '../engine/port.ts'
import type { Catalog } from './catalog.ts'

/** What the verbs of this room need; the open data folder (`Pegel`) is one. */
export interface MetricsContext {
  readonly engine: Engine
  readonly catalog: Catalog
  now(): Date
  /** Grows with every change of the facts; answers are cached for as long as it stands. */
  readonly dataVersion: number
  /** ISO instant that the facts have been brought up to. */
  readonly asOf: string
  /** Forces facts or rollups; by size unless told. */
  readonly source?: 'facts' | 'rollup'
}

export interface VerbOptions {
  signal?: AbortSignal
}

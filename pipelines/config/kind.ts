import type { ZodType } from 'zod'
import type { ConfigRecord } from './record.ts'
import { type Timeline, timelinesOf } from './timeline.ts'

/** A sort of thing that is configured. */
export interface Kind<T = unknown> {
  readonly kind: string
  readonly label: { en: string; de: string }
  /** Of the body; defaults are filled in before it is recorded, so that later defaults leave it alone. */
  readonly schema: ZodType<T>
  /** What a folder without any record of the kind starts with, by id. */
  readonly seeds: Readonly<Record<string, unknown>>
  /** False where no fact depends on it: a change then folds nothing. */
  readonly shapesFacts?: boolean
  /** What is wrong between records, once a change is made. */
  check(world: World): Finding[]
}

export interface Finding {
  kind: string
  id: string
  /** Path in the body, or `id`. */
  field: string
  message: string
}

/** What holds when, of every kind. */
export interface World {
  of<T>(kind: string): Timeline<T>[]
}

export function worldOf(records: readonly ConfigRecord[]): World {
  return { of: <T>(kind: string) => timelinesOf<T>(records.filter((record) => record.kind === kind)) }
}

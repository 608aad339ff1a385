import type { Io } from '../io.ts'

export const FORMATS = ['table', 'json', 'jsonl', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** People in a terminal get a table, programs get JSON, unless they say. */
export function formatFor(asked: Format | undefined, io: Pick<Io, 'terminal'>): Format {
  return asked ?? (io.terminal.out ? 'table' : 'json')
}

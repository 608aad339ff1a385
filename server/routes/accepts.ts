import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

const TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  pdf: 'application/pdf',
  arrow: 'application/vnd.apache.arrow.stream',
} as const

export type Representation = keyof typeof TYPES

/** Which of the offered representations the caller wants; JSON unless the Accept header prefers another. */
export function wanted(c: Context, offered: readonly Representation[]): Representation {
  const supports = offered.map((one) => TYPES[one])
  const type = accepts(c, { header: 'Accept', supports, default: TYPES.json })
  return offered.find((one) => TYPES[one] === type) ?? 'json'
}

const PARQUET = 'application/vnd.apache.parquet'
const FILE_TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  arrow: TYPES.arrow,
  pdf: TYPES.pdf,
  parquet: PARQUET,
}

/** Headers of a file in that representation. */
export function fileHeaders(kind: keyof typeof FILE_TYPES, name: string): Record<string, string> {
  return {
    'content-type': FILE_TYPES[kind],
    'content-disposition': `attachment; filename="${name}.${kind}"`,
  }
}

const text = { schema: { type: 'string' } } as const
const binary = { schema: { type: 'string', format: 'binary' } } as const

/** What OpenAPI says of the file representations. */
export const CSV_CONTENT = { [TYPES.csv]: text } as const
export const ARROW_CONTENT = { [TYPES.arrow]: binary } as const
export const PARQUET_CONTENT = { [PARQUET]: binary } as const
export const PDF_CONTENT = { [TYPES.pdf]: binary } as const

import { join } from 'node:path'
import type { Engine } from '../../engine/port.ts'
import { openBytes } from './bytes.ts'
import { readCsvHeader } from './csv-header.ts'
import { readCsvRows } from './csv-rows.ts'
import { firstObject, isCloudEvent, namesSeen } from './first-record.ts'
import { detectFormat, type FileFormat } from './format.ts'
import { readJsonArray } from './json-array.ts'
import { readJsonRecords } from './json-records.ts'
import { newlineOf, readLines } from './lines.ts'
import type { Records } from './map-records.ts'
import { openParquet } from './parquet-records.ts'
import { Unreadable } from './rows.ts'

const ROWS = 200
const VALUES = 24
const VALUE_CHARS = 80

export interface FileDescription {
  format: FileFormat | 'cloudevents'
  columns: readonly string[]
  /** What is in each column of the first 200 rows: its first different values, at most 24 of at most 80 characters. */
  values: Readonly<Record<string, readonly string[]>>
}

/** Looks at the head of a file that has no mapping yet. Throws what an import would throw for the file as a whole. */
export async function describeFile(
  path: string,
  { engine, dataDir }: { engine: Engine; dataDir: string },
): Promise<FileDescription> {
  const file = await openBytes(path)
  const format = detectFormat(file.name, file.head)
  const lines = () => readLines(file.bytes(), newlineOf(file.head))
  switch (format) {
    case 'parquet': {
      const parquet = await openParquet(file, { engine, tempDir: join(dataDir, 'tmp') })
      try {
        return {
          format,
          columns: parquet.columns,
          values: await valuesIn(parquet.records(parquet.columns), null),
        }
      } finally {
        await parquet.close()
      }
    }
    case 'csv': {
      const header = readCsvHeader(file.name, file.head)
      const rows = readCsvRows(lines(), { ...header, width: header.columns.length })
      return { format, columns: header.columns, values: await valuesIn(rows, header.columns) }
    }
    case 'jsonl': {
      const first = firstObject(file.head)
      if (isCloudEvent(first)) return { format: 'cloudevents', columns: namesSeen(first), values: {} }
      return described(format, await valuesIn(readJsonRecords(lines(), undefined, new Map()), null))
    }
    case 'json':
      return described(format, await valuesIn(readJsonArray(file), null))
  }
}

const described = (format: FileFormat, values: FileDescription['values']): FileDescription => ({
  format,
  columns: Object.keys(values),
  values,
})

async function valuesIn(
  records: Records,
  columns: readonly string[] | null,
): Promise<Record<string, string[]>> {
  const found = new Map<string, Set<string>>((columns ?? []).map((column) => [column, new Set()]))
  let read = 0
  for await (const chunk of records) {
    for (const record of chunk) {
      if (record instanceof Unreadable) continue
      if (read++ >= ROWS) return listed(found)
      const entries = columns
        ? columns.map((column, at) => [column, (record as readonly string[])[at] ?? ''] as const)
        : Object.entries(record as Readonly<Record<string, unknown>>)
      for (const [column, value] of entries) note(found, column, value)
    }
  }
  return listed(found)
}

function note(found: Map<string, Set<string>>, column: string, value: unknown): void {
  const seen = found.get(column) ?? new Set()
  found.set(column, seen)
  if (value === null || value === undefined || seen.size >= VALUES) return
  const text = (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim()
  if (text !== '') seen.add(text.slice(0, VALUE_CHARS))
}

const listed = (found: ReadonlyMap<string, ReadonlySet<string>>) =>
  Object.fromEntries([...found].map(([column, values]) => [column, [...values]]))

import { invalid } from '../../errors.ts'
import type { BatchBuilder } from './batch.ts'
import { mappedColumns } from './columns.ts'
import { csvLine } from './csv-cells.ts'
import { eventMapper } from './event-rows.ts'
import type { Mapping } from './mapping.ts'
import type { MapperInput, RowMapper } from './row-mapper.ts'
import { type FileRecord, RowError, Unreadable } from './rows.ts'
import { snapshotMapper } from './snapshot-rows.ts'

export type Records = AsyncIterable<Iterable<FileRecord | Unreadable>>

/** Maps records into `batch`, stopping whenever it is due. Throws `invalid` when named records have none of the mapped columns. */
export async function* mapRecords(
  name: string,
  records: Records,
  mapping: Mapping,
  input: MapperInput,
  batch: BatchBuilder,
): AsyncGenerator<void> {
  const map = mapping.kind === 'snapshots' ? snapshotMapper(mapping, input) : eventMapper(mapping, input)
  let checked = input.columns !== null
  for await (const chunk of records) {
    for (const record of chunk) {
      if (!checked && !(record instanceof Unreadable)) {
        checkNames(name, record, mapping)
        checked = true
      }
      if (!batch.next()) return
      mapOne(record, map, input, batch)
      if (batch.isDue) yield
    }
  }
}

function mapOne(
  record: FileRecord | Unreadable,
  map: RowMapper,
  input: MapperInput,
  batch: BatchBuilder,
): void {
  if (record instanceof Unreadable) {
    batch.reject(record.reason, record.raw)
    return
  }
  try {
    const events = map(record)
    if (typeof events === 'string') batch.unmapped(events)
    else batch.events(events)
  } catch (cause) {
    if (!(cause instanceof RowError)) throw cause
    batch.reject(
      cause.message,
      isCells(record) ? csvLine(record, input.delimiter ?? ',') : JSON.stringify(record),
    )
  }
}

const isCells = (record: FileRecord): record is readonly string[] => Array.isArray(record)

function checkNames(name: string, record: FileRecord, mapping: Mapping): void {
  const names = Object.keys(record)
  const wanted = mappedColumns(mapping)
  if (wanted.some((column) => names.includes(column) || names.includes(column.split('.', 1)[0] ?? ''))) return
  throw invalid(`${name}: no column of the mapping is in the first record, which has ${names.join(', ')}`, {
    mapping: `none of ${wanted.join(', ')} in the file`,
  })
}

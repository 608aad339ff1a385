import type { QueryColumn, QueryResult } from '../../pipelines/metrics/types.ts'

/** A query's answer as an Arrow IPC stream: instants as UTC timestamps, dimensions as text, figures as doubles. */
export async function queryArrow(result: QueryResult): Promise<Uint8Array<ArrayBuffer>> {
  const { Float64, Table, tableToIPC, TimestampMillisecond, Utf8, vectorFromArray } = await import(
    'apache-arrow'
  )
  const typeOf = ({ role }: QueryColumn) => {
    if (role === 'time') return new TimestampMillisecond('UTC')
    return role === 'dimension' ? new Utf8() : new Float64()
  }
  const columns = result.columns.map((column) => {
    const values = result.data[column.name] ?? []
    const cells =
      column.role === 'time' ? values.map((at) => (at === null ? null : Date.parse(String(at)))) : values
    return [column.name, vectorFromArray(cells, typeOf(column))]
  })
  return new Uint8Array(tableToIPC(new Table(Object.fromEntries(columns)), 'stream'))
}

/** The table `config_version`: all records there are, as the journal's commands and the archive tell them. */
import type { Reader, Row, Writer } from '../engine/port.ts'
import type { Body, ConfigRecord } from './record.ts'

/** All records, or those of one kind, or of one id; sorted by kind, id and version. */
export async function readRecords(
  reader: Reader,
  only: { kind?: string; id?: string } = {},
): Promise<ConfigRecord[]> {
  const rows = await reader.rows<StoredRow>(
    `select kind, id, version, valid_from, recorded_at, author, note, body
     from main.config_version
     where ($1::varchar is null or kind = $1) and ($2::varchar is null or id = $2)
     order by kind, id, version`,
    [only.kind ?? null, only.id ?? null],
  )
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    version: row.version,
    validFrom: row.valid_from,
    recordedAt: row.recorded_at,
    author: row.author,
    note: row.note,
    body: row.body === null ? null : (JSON.parse(row.body) as Body),
  }))
}

/** Appends the records of one command; `seq` is its number in the journal. */
export async function insertRecords(
  tx: Writer,
  seq: number,
  records: readonly ConfigRecord[],
): Promise<void> {
  for (const { kind, id, version, validFrom, recordedAt, author, note, body } of records) {
    await tx.run(
      'insert into main.config_version values ($1, $2, $3, $4, $5::timestamp, $6::timestamp, $7, $8, $9)',
      [
        seq,
        kind,
        id,
        version,
        validFrom,
        recordedAt,
        author,
        note,
        body === null ? null : JSON.stringify(body),
      ],
    )
  }
}

interface StoredRow extends Row {
  kind: string
  id: string
  version: number
  valid_from: string | null
  recorded_at: string
  author: string
  note: string | null
  body: string | null
}

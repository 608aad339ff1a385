import type { Engine } from '../../engine/port.ts'
import { invalid, type PegelError } from '../../errors.ts'
import { cloudEvents } from '../cloudevents/cloudevents.ts'
import type { MapContext, Source } from '../source.ts'
import type { BatchBuilder } from './batch.ts'
import { type ByteFile, openBytes } from './bytes.ts'
import { checkColumns, mappedColumns } from './columns.ts'
import { readCsvHeader } from './csv-header.ts'
import { readCsvRows } from './csv-rows.ts'
import { type DeliveryOptions, mapDeliveries } from './deliveries.ts'
import { firstObject, isCloudEvent, namesSeen } from './first-record.ts'
import { detectFormat, type FileFormat } from './format.ts'
import { readJsonArray } from './json-array.ts'
import { readJsonRecords } from './json-records.ts'
import { type LineBatch, type LineBlock, linesIn, newlineOf, readBlocks, readLines } from './lines.ts'
import { mapRecords } from './map-records.ts'
import type { Mapping } from './mapping.ts'
import { openParquet } from './parquet-records.ts'

export interface ReadOptions {
  /** Name of the connection or import that the events get. */
  source: string
  /** Null for files whose lines are CloudEvents or webhook bodies. */
  mapping: Mapping | null
  /** The source whose webhook bodies the lines are. */
  importSource?: Source | undefined
  context: MapContext
  /** ISO 8601; dates more than a day later are absurd. */
  receivedAt: string
  /** Needed for Parquet only. */
  engine?: Engine | undefined
  /** A folder that the engine may read, for Parquet files from elsewhere. */
  tempDir?: string | undefined
  /** 50 GiB unless told. */
  maxUnpackedBytes?: number | undefined
  signal?: AbortSignal | undefined
}

export interface Input {
  format: FileFormat | 'cloudevents' | 'deliveries'
  gzip: boolean
  columns: readonly string[]
  /** Puts the rows into the batch, stopping whenever it is due. */
  fill(batch: BatchBuilder): AsyncGenerator<void>
  /** Where every line stands for itself: `fill` in pieces, each of which may be read anywhere. */
  lines?: {
    blocks(): AsyncGenerator<LineBlock>
    fill(batch: BatchBuilder, block: LineBlock): Generator<void>
  }
  close(): Promise<void>
}

/** Opens a file of any format and checks what can be checked before the first row. Throws `PegelError`. */
export async function openInput(path: string, options: ReadOptions): Promise<Input> {
  const file = await openBytes(path, options)
  const format = detectFormat(file.name, file.head, options.mapping?.format)
  if (format === 'parquet') return openParquetInput(file, options)
  if (format === 'csv') return openCsv(file, options)
  return options.mapping ? openJson(file, format, options.mapping, options) : openLines(file, format, options)
}

async function openParquetInput(file: ByteFile, options: ReadOptions): Promise<Input> {
  const { mapping, engine, tempDir, signal } = options
  const parquet = await openParquet(file, { engine, tempDir, signal })
  try {
    if (!mapping) throw needsMapping(file.name, parquet.columns)
    checkColumns(file.name, mapping, parquet.columns)
    const records = () => parquet.records(mappedColumns(mapping))
    return {
      format: 'parquet',
      gzip: file.gzip,
      columns: parquet.columns,
      fill: (batch) => mapRecords(file.name, records(), mapping, { ...options, columns: null }, batch),
      close: parquet.close,
    }
  } catch (cause) {
    await parquet.close()
    throw cause
  }
}

function openCsv(file: ByteFile, options: ReadOptions): Input {
  const { mapping } = options
  const wanted = mapping ? mappedColumns(mapping) : []
  const header = readCsvHeader(file.name, file.head, wanted, mapping?.delimiter)
  const { columns } = header
  if (!mapping) throw needsMapping(file.name, columns)
  checkColumns(file.name, mapping, columns)
  const rows = () => readCsvRows(linesOf(file), { ...header, width: columns.length })
  return {
    ...plainInput(file, 'csv', columns),
    fill: (batch) =>
      mapRecords(file.name, rows(), mapping, { ...options, columns, delimiter: header.delimiter }, batch),
  }
}

function openJson(file: ByteFile, format: 'jsonl' | 'json', mapping: Mapping, options: ReadOptions): Input {
  const input = { ...options, columns: null }
  const columns = format === 'jsonl' ? namesSeen(firstObject(file.head)) : []
  return {
    ...plainInput(file, format, columns),
    async *fill(batch) {
      const passedOver = new Map<string, number>()
      const records =
        format === 'json' ? readJsonArray(file) : readJsonRecords(linesOf(file), mapping.stream, passedOver)
      yield* mapRecords(file.name, records, mapping, input, batch)
      if (batch.rowsRead === 0 && passedOver.size > 0)
        throw noSuchStream(file.name, mapping.stream, passedOver)
      for (const [stream, count] of passedOver) batch.unmapped(stream, count)
    },
  }
}

function openLines(file: ByteFile, format: 'jsonl' | 'json', options: ReadOptions): Input {
  const first = firstObject(file.head)
  const native = isCloudEvent(first)
  const through = native ? cloudEvents : options.importSource
  if (format === 'json' || !through) throw needsMapping(file.name, namesSeen(first))
  const { source, context, receivedAt } = options
  const delivery: DeliveryOptions = native
    ? {
        source,
        through,
        receivedAt,
        context:
          options.importSource === cloudEvents
            ? context
            : { ...context, settings: cloudEvents.parseSettings({}) },
        headers: { 'content-type': 'application/cloudevents+json' },
      }
    : { source, through, receivedAt, context, headers: { 'content-type': 'application/json' } }
  const blocks = () => readBlocks(file.bytes(), newlineOf(file.head))
  const fill = (batch: BatchBuilder, block: LineBlock) => fillFrom(linesIn(block), delivery, batch)
  return {
    ...plainInput(file, native ? 'cloudevents' : 'deliveries', namesSeen(first)),
    async *fill(batch) {
      for await (const block of blocks()) {
        yield* fill(batch, block)
        if (batch.isFull) return
      }
    },
    lines: { blocks, fill },
  }
}

function* fillFrom(lines: LineBatch, delivery: DeliveryOptions, batch: BatchBuilder): Generator<void> {
  for (const { events, reject, unmapped } of mapDeliveries(lines, delivery)) {
    if (!batch.next()) return
    batch.events(events)
    if (reject) batch.reject(reject.reason, reject.raw)
    for (const [kind, count] of Object.entries(unmapped)) batch.unmapped(kind, count)
    if (batch.isDue) yield
  }
}

const linesOf = (file: ByteFile) => readLines(file.bytes(), newlineOf(file.head))

const plainInput = <F extends Input['format']>(file: ByteFile, format: F, columns: readonly string[]) => ({
  format,
  gzip: file.gzip,
  columns,
  close: async () => {},
})

function needsMapping(name: string, columns: readonly string[]): PegelError {
  const seen = columns.length > 0 ? `; its columns are ${columns.join(', ')}` : ''
  return invalid(`${name} needs a mapping file (--mapping)${seen}`, { mapping: `required${seen}` })
}

function noSuchStream(name: string, wanted = '', seen: ReadonlyMap<string, number>): PegelError {
  const streams = [...seen.keys()].map((stream) => stream.replace(/^stream:/, '')).join(', ')
  return invalid(`${name} has no records of the stream ${wanted}; it has ${streams}`, {
    stream: `no records of ${wanted} in the file`,
  })
}

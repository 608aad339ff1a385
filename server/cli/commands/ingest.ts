import { notFound, PegelError } from '../../../pipelines/errors.ts'
import type { IncomingDelivery, Pegel } from '../../../pipelines/pegel.ts'
import { MAX_DELIVERY_BYTES } from '../../limits.ts'
import type { EngineCommand } from '../command.ts'
import { EXIT } from '../io.ts'
import { linesOf } from '../lines.ts'
import type { Format } from '../print/format.ts'
import { printOne, rowPrinter } from '../print/rows.ts'

interface IngestOptions {
  format?: Format
  source: string
  account?: string
}

interface Outcome {
  status: 'stored' | 'dead_letter' | 'refused'
  events: number
  reason?: string
}

/** Deliveries under way at once: enough for the loader to take them in batches. */
const WINDOW = 256
const COLUMNS = ['status', 'events', 'reason']

/** `ingest --source NAME`: one result a line, in the order of the input; exit 1 when one was not stored. */
export const ingestCommand: EngineCommand<IngestOptions> = {
  name: 'ingest',
  summary: 'take webhook bodies from standard input, one JSON line {headers, body} each',
  needs: 'engine',
  creates: true,
  readsInput: true,
  define(command) {
    command
      .requiredOption('--source <name>', 'connection that the deliveries belong to')
      .option('--account <id>', 'account within the source')
  },
  async run(pegel, { options }, io) {
    if (!pegel.sourceFor(options.source)) throw notFound(`There is no source ${options.source}`)
    const format = options.format ?? 'jsonl'
    const printer = rowPrinter(io, format, COLUMNS)
    const under: Promise<Outcome>[] = []
    let code: number = EXIT.done
    const printFirst = async () => {
      const outcome = await (under.shift() as Promise<Outcome>)
      if (outcome.status !== 'stored') code = EXIT.finding
      if (format === 'jsonl') await printOne(io, format, { ...outcome })
      else await printer.rows([{ ...outcome }])
    }
    for await (const line of linesOf(io.input())) {
      io.signal.throwIfAborted()
      if (line.length === 0) continue
      const outcome = ingestLine(pegel, options, line)
      outcome.catch(() => {})
      under.push(outcome)
      if (under.length >= WINDOW) await printFirst()
    }
    while (under.length > 0) await printFirst()
    await printer.end()
    return code
  },
}

async function ingestLine(pegel: Pegel, options: IngestOptions, line: Buffer): Promise<Outcome> {
  const delivery = deliveryOf(options, line)
  if (typeof delivery === 'string') return { status: 'refused', events: 0, reason: delivery }
  try {
    return await pegel.ingest(delivery)
  } catch (error) {
    if (error instanceof PegelError && (error.code === 'invalid' || error.code === 'too_large')) {
      return { status: 'refused', events: 0, reason: error.message }
    }
    throw error
  }
}

/** The delivery that a line describes, or why it describes none. A body that is no string is taken as its JSON. */
function deliveryOf(options: IngestOptions, line: Buffer): IncomingDelivery | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line))
  } catch {
    return 'The line is not JSON in UTF-8'
  }
  if (typeof parsed !== 'object' || parsed === null || !('body' in parsed)) return 'The line has no body'
  const { body, headers = {} } = parsed as { body: unknown; headers?: unknown }
  if (!isHeaders(headers)) return 'The headers are not an object of strings'
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  if (bytes.length > MAX_DELIVERY_BYTES) return `The body is larger than ${MAX_DELIVERY_BYTES} bytes`
  return {
    source: options.source,
    account: options.account ?? null,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: bytes,
  }
}

function isHeaders(value: unknown): value is Record<string, string> {
  if (value === null) return false
  return typeof value === 'object' && Object.values(value).every((one) => typeof one === 'string')
}

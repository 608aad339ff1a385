import { Option } from 'commander'
import { answerCases } from '../../../pipelines/calendars/answer-cases.ts'
import { type BadCase, type BusinessCase, parseCase } from '../../../pipelines/calendars/business-case.ts'
import type { Engine } from '../../../pipelines/engine/port.ts'
import { withScratchEngine } from '../../../pipelines/open-scratch.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { jsonItems } from '../json-items.ts'
import type { Format } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

interface BusinessTimeOptions {
  format?: Format
  engine: 'ts' | 'sql'
}

/** Cases under way at once: few enough to hold, many enough for one statement. */
const BATCH = 10_000
const COLUMNS = ['id', 'seconds', 'instant', 'error']

/** `business-time`: one answer a case, in the order of the input; exit 1 when one was bad. */
export const businessTimeCommand: PlainCommand<BusinessTimeOptions> = {
  name: 'business-time',
  summary: 'business time between instants and deadlines, for cases in JSON on standard input',
  needs: 'nothing',
  define(command) {
    command.addOption(new Option('--engine <engine>', 'what answers').choices(['ts', 'sql']).default('ts'))
  },
  run({ options }, io) {
    if (options.engine === 'ts') return answerAll(io, options, null)
    return withScratchEngine((engine) => answerAll(io, options, engine))
  },
}

async function answerAll(io: Io, { format }: BusinessTimeOptions, engine: Engine | null): Promise<number> {
  const printer = rowPrinter(io, format ?? 'jsonl', COLUMNS)
  let code: number = EXIT.done
  const answer = async (items: readonly (BusinessCase | BadCase)[]) => {
    io.signal.throwIfAborted()
    const cases = items.filter((item): item is BusinessCase => !('error' in item))
    const answers = (await answerCases(cases, engine)).values()
    const results = items.map((item) => ('error' in item ? item : (answers.next().value as BadCase)))
    if (results.some((result) => 'error' in result)) code = EXIT.finding
    // A line of JSON has the keys of its own answer only.
    if (format === undefined) await io.out(results.map((result) => `${JSON.stringify(result)}\n`).join(''))
    else await printer.rows(results.map((result) => ({ ...result })))
  }
  let items: (BusinessCase | BadCase)[] = []
  for await (const item of jsonItems(io.input())) {
    items.push('problem' in item ? { id: null, error: item.problem } : parseCase(item.value))
    if (items.length < BATCH) continue
    await answer(items)
    items = []
  }
  await answer(items)
  if (format !== undefined) await printer.end()
  return code
}

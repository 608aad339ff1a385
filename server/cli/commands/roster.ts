import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Option } from 'commander'
import { parse as parseCsv } from 'csv-parse/sync'
import { parse } from 'yaml'
import { z } from 'zod'
import { invalid } from '../../../pipelines/errors.ts'
import { checkRoster } from '../../../pipelines/roster/check/check-roster.ts'
import { parseProblem } from '../../../pipelines/roster/model/problem.ts'
import { assignmentSchema } from '../../../pipelines/roster/model/roster.ts'
import { rosterIcal } from '../../../pipelines/roster/out/ical.ts'
import { SHIFT_COLUMNS, shiftRows } from '../../../pipelines/roster/out/shift-csv.ts'
import { runRoster } from '../../../pipelines/roster/run.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

interface RosterOptions {
  input: string
  timeLimit: number
  requirement?: string
  scenario: string
  check?: string
  ical?: string
  format?: Format
}

const seconds = (text: string) => {
  const limit = z.coerce.number().positive().max(3600).safeParse(text)
  if (!limit.success) throw invalid('--time-limit: seconds, at most 3600')
  return limit.data
}

/** `roster`: shifts for a team, out of one file; exit 1 when a hard rule cannot be met, or `--check` finds one broken. */
export const rosterCommand: PlainCommand<RosterOptions> = {
  name: 'roster',
  summary: 'shifts for people, patterns and rules from a file, with cost, proven gap and the rules that bind',
  needs: 'nothing',
  define(command) {
    command
      .requiredOption('--input <file>', 'the team, the period and the requirement (YAML or JSON)')
      .addOption(new Option('--time-limit <seconds>', 'at most so long').default(20).argParser(seconds))
      .option(
        '--requirement <file>',
        'rows as `staffing` prints them (JSON or CSV), instead of those in the input',
      )
      .option('--scenario <name>', 'of these rows, those of that scenario', 'base')
      .option('--check <roster>', 'check a roster (JSON as printed) against the input instead of making one')
      .option('--ical <folder>', 'write a calendar file for each person there too')
  },
  async run({ options }, io) {
    const input = await readYaml(resolve(io.cwd, options.input))
    const problem = parseProblem(
      options.requirement === undefined
        ? input
        : {
            ...Object(input),
            requirement: await readRows(resolve(io.cwd, options.requirement), options.scenario),
          },
    )
    const format = formatFor(options.format, io)
    if (options.check !== undefined)
      return check(problem, await readYaml(resolve(io.cwd, options.check)), format, io)
    const bar = progressBar(io)
    const roster = await runRoster(problem, {
      seconds: options.timeLimit,
      signal: io.signal,
      onProgress: bar.show,
    })
    bar.end()
    for (const { message } of roster.warnings) io.err(`pegel: ${message}\n`)
    if (options.ical !== undefined) {
      const stampedAt = new Date().toISOString()
      for (const { id } of problem.people) {
        const text = rosterIcal(roster, { person: id, people: problem.people, zone: problem.zone, stampedAt })
        await writeFile(join(resolve(io.cwd, options.ical), `${encodeURIComponent(id)}.ics`), text)
      }
    }
    const { check: checked, shifts, on_call, binding, warnings, ...figures } = roster
    if (format === 'json') {
      const { coverage, findings, legal, shortHours, surplusHours, costs } = checked
      const summary = { ...figures, legal, short_hours: shortHours, surplus_hours: surplusHours, costs }
      await io.out(
        `${JSON.stringify({ ...summary, binding, warnings, shifts, on_call, coverage, findings })}\n`,
      )
    } else {
      const printer = rowPrinter(io, format, SHIFT_COLUMNS)
      await printer.rows(shiftRows(roster, problem.people))
      await printer.end()
      io.err(summaryText(roster))
    }
    return checked.legal ? EXIT.done : EXIT.finding
  },
}

async function readYaml(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return parse(text)
  } catch (error) {
    throw invalid(`${path}: ${error instanceof Error ? error.message : 'not YAML'}`)
  }
}

/** Rows of a scenario; a file without scenarios has one. */
async function readRows(path: string, scenario: string): Promise<unknown[]> {
  const rows: unknown = path.endsWith('.csv')
    ? parseCsv(await readFile(path, 'utf8'), {
        columns: true,
        bom: true,
        skip_empty_lines: true,
        cast: number,
      })
    : await readYaml(path)
  if (!Array.isArray(rows)) throw invalid(`${path}: not a list of rows`)
  return rows.filter((row) => (Object(row).scenario ?? scenario) === scenario)
}

const number = (cell: string) => (cell === '' ? null : Number.isNaN(Number(cell)) ? cell : Number(cell))

async function check(
  problem: Parameters<typeof checkRoster>[0],
  input: unknown,
  format: Format,
  io: Io,
): Promise<number> {
  const roster = assignmentSchema.safeParse(input)
  if (!roster.success) throw invalid(`the roster is not valid: ${z.prettifyError(roster.error)}`)
  const checked = checkRoster(problem, roster.data)
  if (format === 'json') await io.out(`${JSON.stringify(checked)}\n`)
  else {
    const printer = rowPrinter(io, format, ['rule', 'person', 'date', 'hard', 'cost', 'message'])
    await printer.rows(checked.findings.map((one) => ({ ...one })))
    await printer.end()
  }
  return checked.legal ? EXIT.done : EXIT.finding
}

function progressBar(io: Io) {
  let shown = false
  return {
    show({
      phase,
      cost,
      bound,
      seconds: at,
    }: {
      phase: string
      cost: number
      bound: number | null
      seconds: number
    }) {
      if (!io.terminal.err) return
      shown = true
      const gap = bound === null ? '' : `, at least ${bound.toFixed(1)}`
      io.err(`\r\u001b[K${at.toFixed(0)} s  ${phase}  cost ${cost.toFixed(1)}${gap}`)
    },
    end() {
      if (shown) io.err('\r\u001b[K')
    },
  }
}

function summaryText({
  cost,
  bound,
  gap,
  check: { shortHours, surplusHours },
  binding,
  seconds: took,
}: Awaited<ReturnType<typeof runRoster>>): string {
  const rules = binding.map(
    ({ rule, limit, relaxed, saves }) =>
      `  ${rule}${limit === null ? ' off' : ` ${limit} → ${relaxed}`} saves ${saves.toFixed(1)}\n`,
  )
  return [
    `cost ${cost.toFixed(1)} h of pay, at least ${bound.toFixed(1)} (gap ${(gap * 100).toFixed(2)} %), ${took.toFixed(1)} s\n`,
    `${shortHours.toFixed(1)} agent-hours missing, ${surplusHours.toFixed(1)} too many\n`,
    ...(rules.length > 0 ? ['rules that bind:\n', ...rules] : []),
  ].join('')
}

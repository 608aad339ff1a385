import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { parse } from 'yaml'
import { backtest } from '../../../pipelines/alerts/backtest.ts'
import { checkRule } from '../../../pipelines/alerts/check-rule.ts'
import { alertContext } from '../../../pipelines/alerts/context.ts'
import { ruleWords } from '../../../pipelines/alerts/rule/words.ts'
import { invalid } from '../../../pipelines/errors.ts'
import type { EngineCommand } from '../command.ts'
import { EXIT } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

const MOST_DAYS = 366

/** `alerts test RULE.yml`: when the rule would have fired and cleared, were it in force all the time. */
export const alertsTestCommand: EngineCommand<{ format?: Format; days: number }> = {
  name: 'alerts test',
  summary: 'when a rule would have fired and cleared',
  needs: 'engine',
  define(command) {
    command
      .argument('<rule>', 'YAML of a rule: its body, or as config export writes it')
      .option('--days <days>', 'how far back', days, 90)
  },
  async run(pegel, { args, options }, io) {
    const rule = await checkRule(pegel, bodyOf(await readFile(resolve(io.cwd, args[0] ?? ''), 'utf8')))
    const context = alertContext(pegel, Date.parse(pegel.asOf))
    const { firings, notices, perWeek, suggested, stepMin, blind } = await backtest(context, {
      rule,
      days: options.days,
    })
    const columns = ['fired_at', 'cleared_at', 'lasts_s', 'labels', 'worst', 'n']
    const printer = rowPrinter(io, formatFor(options.format, io), columns)
    await printer.rows(
      firings.map(({ from, to, lastsS, labels, worst, n }) => ({
        fired_at: from,
        cleared_at: to,
        lasts_s: lastsS,
        labels: Object.values(labels).join(' · '),
        worst,
        n,
      })),
    )
    await printer.end()
    const hint = suggested ? `; about twice a week at ${suggested.enter}` : ''
    io.err(`${ruleWords(rule, pegel.catalog, 'en')}\n`)
    io.err(
      `${firings.length} times, ${notices.length} notices, ${perWeek.toFixed(1)} a week${hint}; looked every ${stepMin} min\n`,
    )
    for (const { from, to, reason } of blind)
      io.err(`could not see from ${from} to ${to ?? 'the end'}: ${reason}\n`)
    return EXIT.done
  },
}

/** The body alone, a document of the configuration, or a list of just one. */
function bodyOf(text: string): unknown {
  let content: unknown
  try {
    content = parse(text)
  } catch (error) {
    throw invalid(`not YAML: ${(error as Error).message}`)
  }
  const [first, ...others] = Array.isArray(content) ? (content as unknown[]) : [content]
  if (others.length > 0) throw invalid('one rule at a time')
  return typeof first === 'object' && first !== null && 'body' in first ? first.body : first
}

function days(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > MOST_DAYS) {
    throw new InvalidArgumentError(`Whole days from 1 to ${MOST_DAYS}.`)
  }
  return number
}

/** Answers to cases about business time, by the TypeScript engine or by SQL. */
import type { Engine } from '../engine/port.ts'
import { instantText } from '../instant-text.ts'
import { answerInSql } from './answer-in-sql.ts'
import { type BadCase, type BusinessCase, durationMs } from './business-case.ts'
import type { CompiledCalendar } from './compile.ts'
import { LAST_YEAR } from './days.ts'
import { deadlineMs } from './deadline.ts'
import { elapsedMs } from './elapsed.ts'
import { prepareCases } from './prepare-cases.ts'

export type Answer = { id: BusinessCase['id'] } & ({ seconds: number } | { instant: string })

/** Answers in the order of the cases; in SQL when an engine is given. A deadline that never comes is a bad case. */
export async function answerCases(
  cases: readonly BusinessCase[],
  engine: Engine | null,
): Promise<(Answer | BadCase)[]> {
  const calendars = prepareCases(cases)
  const found = new Map<BusinessCase, number>()
  if (engine) {
    for (const [one, ms] of await answerInSql(engine, calendars)) found.set(one, ms)
  } else {
    for (const { compiled, cases: own } of calendars) {
      for (const one of own) found.set(one, answerInTypeScript(compiled, one))
    }
  }
  return cases.map((one) => {
    const ms = found.get(one)
    return ms === undefined ? { id: one.id, error: NEVER } : answerOf(one, ms)
  })
}

const NEVER = `seconds: the calendar is not open for so long before the end of ${LAST_YEAR}`

function answerInTypeScript(compiled: CompiledCalendar, one: BusinessCase): number {
  return one.kind === 'elapsed'
    ? elapsedMs(compiled, one.from, one.to)
    : deadlineMs(compiled, one.from, durationMs(one), one.mode)
}

function answerOf({ id, kind }: BusinessCase, ms: number): Answer {
  return kind === 'elapsed' ? { id, seconds: ms / 1000 } : { id, instant: instantText(ms) }
}

/** Compiles the calendars of cases, each once and as far as its cases reach, so that both engines answer from the same. */
import { type BusinessCase, durationMs } from './business-case.ts'
import { type CompiledCalendar, compileDays } from './compile.ts'
import { DAY_MS, END_MS } from './days.ts'
import { deadlineWithin } from './deadline.ts'

/** A calendar as far as its cases reach. Deadlines that come after the last year that calendars know are left out. */
export interface PreparedCalendar {
  compiled: CompiledCalendar
  cases: readonly BusinessCase[]
}

export function prepareCases(cases: readonly BusinessCase[]): PreparedCalendar[] {
  const groups = new Map<string, BusinessCase[]>()
  for (const one of cases) {
    const key = JSON.stringify(one.calendar)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].map(compileFor)
}

/** Zones are at most 14 hours from UTC. */
const MARGIN_DAYS = 2
const LAST_DAY = END_MS / DAY_MS + MARGIN_DAYS

function compileFor(cases: readonly BusinessCase[]): PreparedCalendar {
  const ends = cases.flatMap((one) => [
    one.from,
    one.kind === 'elapsed' ? one.to : one.from + durationMs(one),
  ])
  const dayOfMs = (ms: number) => Math.floor(ms / DAY_MS)
  const first = dayOfMs(ends.reduce((a, b) => Math.min(a, b))) - MARGIN_DAYS
  const last = dayOfMs(ends.reduce((a, b) => Math.max(a, b))) + MARGIN_DAYS
  let waiting = cases.filter((one) => one.kind === 'deadline')
  for (let reach = 0; ; reach = Math.max(30, 4 * reach)) {
    const until = Math.min(last + reach, LAST_DAY)
    const compiled = compileDays((cases[0] as BusinessCase).calendar, first, until)
    waiting = waiting.filter((one) => deadlineWithin(compiled, one.from, durationMs(one), one.mode) === null)
    if (waiting.length === 0 || until === LAST_DAY) {
      const late = new Set<BusinessCase>(waiting)
      return { compiled, cases: cases.filter((one) => !late.has(one)) }
    }
  }
}

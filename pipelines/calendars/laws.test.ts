/** Laws of business time, each over thousands of random calendars and spans. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withScratchEngine } from '../open-scratch.ts'
import { answerCases } from './answer-cases.ts'
import type { BusinessCase } from './business-case.ts'
import { type CompiledCalendar, compileDays } from './compile.ts'
import { deadlineMs } from './deadline.ts'
import { elapsedMs, openMsBefore } from './elapsed.ts'
import { isValid, RUNS, SEED, type Span, spans, ZONES } from './test-calendars.ts'
import { walkedMinutes } from './test-walk.ts'

const compiled = ({ calendar, fromDay, toDay }: Span): CompiledCalendar =>
  compileDays(calendar, fromDay, toDay)

function holds(
  count: number,
  law: (calendar: CompiledCalendar, instants: number[], span: Span) => void,
): void {
  fc.assert(
    fc.property(spans(count), (span) => law(compiled(span), [...span.instants], span)),
    { numRuns: RUNS, seed: SEED },
  )
}

const equal = (a: number, b: number) => {
  if (a !== b) expect(a).toBe(b)
}

describe('business time', () => {
  it('adds up: from a to c is from a to b and from b to c', () => {
    holds(3, (calendar, [a = 0, b = 0, c = 0]) => {
      equal(elapsedMs(calendar, a, c), elapsedMs(calendar, a, b) + elapsedMs(calendar, b, c))
    })
  })

  it('grows with its end, shrinks with its start, never exceeds the time on the wall, and is 0 reversed', () => {
    holds(4, (calendar, [a = 0, b = 0, c = 0, d = 0]) => {
      const inner = elapsedMs(calendar, b, c)
      const ok =
        inner >= 0 &&
        inner <= c - b &&
        elapsedMs(calendar, b, d) >= inner &&
        elapsedMs(calendar, a, c) >= inner &&
        elapsedMs(calendar, c, b) === 0
      expect(ok).toBe(true)
    })
  })

  it('leads to its deadline and back: the first instant that has it, and the first open one', () => {
    holds(2, (calendar, [from = 0, draw = 0]) => {
      const last = calendar.intervals.at(-1)
      const left = last ? openMsBefore(calendar, calendar.toMs - 1) - openMsBefore(calendar, from) : 0
      if (left < 2) return
      const amount = 1 + (draw % (left - 1))
      const due = deadlineMs(calendar, from, amount)
      equal(elapsedMs(calendar, from, due), amount)
      equal(elapsedMs(calendar, from, due - 1), amount - 1)
      const open = deadlineMs(calendar, from, amount, 'next_open')
      equal(elapsedMs(calendar, from, open), amount)
      equal(elapsedMs(calendar, open, open + 1), 1)
      expect(open).toBeGreaterThanOrEqual(due)
      equal(deadlineMs(calendar, from, 0), from)
    })
  })

  it('is what a walk along the wall clock counts, minute by minute', () => {
    fc.assert(
      fc.property(spans(1, 60_000), fc.integer({ min: 1, max: 30 * 60 }), (span, length) => {
        const [from = 0] = span.instants
        const to = from + length * 60_000
        equal(elapsedMs(compiled(span), from, to) / 60_000, walkedMinutes(span.calendar, from, to))
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  it('is the same to the millisecond in TypeScript and in SQL', async () => {
    const cases = fc
      .sample(fc.tuple(spans(2), fc.nat(20 * 3_600_000), fc.boolean()), { numRuns: RUNS / 2, seed: SEED })
      .filter(([{ calendar }]) => isOpenWeekly(calendar))
      .flatMap(([{ calendar, instants }, amount, isClose], i): BusinessCase[] => {
        const [from = 0, to = 0] = i % 10 === 0 ? [...instants].reverse() : instants
        return [
          { id: `${i}e`, kind: 'elapsed', calendar, from, to },
          {
            id: `${i}d`,
            kind: 'deadline',
            calendar,
            from,
            seconds: (i % 20 === 0 ? 0 : amount) / 1000,
            mode: isClose ? 'close' : 'next_open',
          },
          { id: `${i}c`, kind: 'deadline', calendar, from, seconds: wholeStretch(calendar), mode: 'close' },
        ]
      })
    expect(cases.length).toBeGreaterThan(RUNS)
    const inTypeScript = await answerCases(cases, null)
    const inSql = await withScratchEngine((engine) => answerCases(cases, engine))
    expect(inTypeScript.filter((answer) => 'error' in answer)).toEqual([])
    const differing = inTypeScript.flatMap((answer, i) =>
      JSON.stringify(answer) === JSON.stringify(inSql[i])
        ? []
        : [{ case: cases[i], answer, inSql: inSql[i] }],
    )
    expect(differing.slice(0, 3)).toEqual([])
  })

  it('is tested with calendars that the schema lets through, in every zone', () => {
    const drawn = fc.sample(spans(1), { numRuns: 1000, seed: SEED })
    const open = drawn.filter(({ calendar }) => isOpenWeekly(calendar))
    expect(open.every(({ calendar }) => isValid(calendar))).toBe(true)
    expect(open.length).toBeGreaterThan(900)
    expect(new Set(open.map(({ calendar }) => calendar.zone)).size).toBe(ZONES.length)
  })
})

/** A calendar without weekly hours has no deadline behind its dates. */
const isOpenWeekly = (calendar: Span['calendar']) =>
  Object.values(calendar.week).some((day) => (day ?? []).length > 0)

/** Seconds of the first weekly stretch, so that some deadlines fall on a closing or just beside it. */
function wholeStretch(calendar: Span['calendar']): number {
  const [open = '00:00', close = '01:00'] = Object.values(calendar.week).flat()[0] ?? []
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (minutes(close) - minutes(open)) * 60
}

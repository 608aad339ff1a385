import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../engine/open.ts'
import type { Engine } from '../engine/port.ts'
import { answerCases } from './answer-cases.ts'
import { type BadCase, type BusinessCase, parseCase } from './business-case.ts'
import { FIXTURES } from './test-cases.ts'

const VECTORS = new URL('../../../shared/vectors/business-time.json', import.meta.url)

interface Expected {
  id: string
  expected: number | string
  tolerance_s?: number
}

let engine: Engine
beforeAll(async () => {
  engine = await openEngine({ path: ':memory:', tempDirectory: mkdtempSync(join(tmpdir(), 'pegel-time-')) })
})
afterAll(() => engine.close())

const parsed = (cases: readonly unknown[]) => cases.map(parseCase) as BusinessCase[]

/** Cases that were answered otherwise than expected, beyond their tolerance. */
function wrong(cases: readonly Expected[], answers: readonly object[]): unknown[] {
  return cases.flatMap((one, i) => {
    const answer = answers[i] as { id: string; seconds?: number; instant?: string }
    const off =
      typeof one.expected === 'number'
        ? (answer.seconds ?? Number.NaN) - one.expected
        : (Date.parse(answer.instant ?? '') - Date.parse(one.expected)) / 1000
    return answer.id === one.id && Math.abs(off) <= (one.tolerance_s ?? 0) ? [] : [{ ...one, answer }]
  })
}

describe.each(['ts', 'sql'] as const)('business time by %s', (name) => {
  const answer = (cases: readonly BusinessCase[]) => answerCases(cases, name === 'sql' ? engine : null)

  it('is what each fixture says', async () => {
    expect(wrong(FIXTURES, await answer(parsed(FIXTURES)))).toEqual([])
  })

  it.skipIf(!existsSync(VECTORS))('agrees with the published cases (skipped without ../shared)', async () => {
    const cases = JSON.parse(readFileSync(VECTORS, 'utf8')) as Expected[]
    expect(cases.length).toBeGreaterThanOrEqual(55)
    expect(wrong(cases, await answer(parsed(cases)))).toEqual([])
  })

  it('says of a deadline that never comes that it does not', async () => {
    const once = { zone: 'UTC', date_hours: { '2026-03-02': [['09:00', '10:00']] } }
    const ask = (id: number, seconds: number, mode: string) => ({
      id,
      kind: 'deadline',
      calendar: once,
      from: '2026-03-01T00:00Z',
      seconds,
      mode,
    })
    const never = 'seconds: the calendar is not open for so long before the end of 2199'
    expect(
      await answer(parsed([ask(1, 3600, 'close'), ask(2, 3600, 'next_open'), ask(3, 3601, 'close')])),
    ).toEqual([
      { id: 1, instant: '2026-03-02T10:00:00Z' },
      { id: 2, error: never },
      { id: 3, error: never },
    ])
  })

  it('reaches from the first instant that it may speak of to the last', async () => {
    const always = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    )
    const [from, to] = ['1970-01-01T00:00Z', '2199-12-31T23:59:59.999Z']
    const ask = (tz: string) => ({ id: tz, kind: 'elapsed', calendar: { tz, week: always }, from, to })
    const seconds = (Date.parse(to) - Date.parse(from)) / 1000
    expect(await answer(parsed([ask('America/Los_Angeles'), ask('Pacific/Kiritimati')]))).toEqual([
      { id: 'America/Los_Angeles', seconds },
      // The dateline was moved past the island at the turn of 1994: 1994-12-31 never was.
      { id: 'Pacific/Kiritimati', seconds },
    ])
  })
})

it('names the fields of a case that are wrong', () => {
  const good = FIXTURES[0] as object
  const error = (change: object) => (parseCase({ ...good, ...change }) as BadCase).error
  expect(error({ kind: 'due' })).toBe('kind: elapsed or deadline')
  expect(error({ from: '2026-03-02T09:00' })).toMatch(/^from: an instant from 1970 to 2199 with its offset/)
  expect(error({ calendar: { tz: 'UTC', week: { mon: [['17:00', '09:00']] } } })).toMatch(
    /^calendar\.week\.mon\.0: closes before it opens/,
  )
  expect(error({ kind: 'deadline', seconds: -1 })).toMatch(/^seconds: /)
  expect(parseCase({ ...good, id: 7, to: 3 })).toMatchObject({ id: 7, error: expect.stringMatching(/^to: /) })
  expect(parseCase('x')).toMatchObject({ id: null })
})

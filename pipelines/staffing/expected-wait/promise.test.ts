import { describe, expect, it } from 'vitest'
import { seeded } from '../simulation/random.ts'
import { backtest, promisesFor, SHARES, tableAt } from './promise.ts'
import { walkLine } from './states.ts'
import type { Turn } from './turn.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 7, 1)

/** First come, first served by so many agents around the clock, busier by day; some leave without an answer. */
function turnsOf(days: number, agents: number, seed: number, leave = 0): Turn[] {
  const random = seeded(seed)
  const free = Array(agents).fill(START) as number[]
  const turns: Turn[] = []
  for (let at = START; at < START + days * DAY; ) {
    const hour = (at % DAY) / 3_600_000
    at += (4 * 60_000 * random.exponential()) / (0.5 + Math.max(0, Math.sin((hour / 24) * Math.PI)))
    const next = free.indexOf(Math.min(...free))
    const begins = Math.max(at, free[next] ?? 0)
    const leaves = random.uniform() < leave
    const answered = begins + 40_000 * (0.5 + random.exponential())
    if (!leaves) free[next] = begins + agents * 3 * 60_000 * random.exponential()
    turns.push({
      askedMs: at,
      endedMs: answered,
      askedOpenMs: at,
      endedOpenMs: answered,
      answered: !leaves,
      isFirst: true,
    })
  }
  return turns
}

describe('promises', () => {
  const turns = turnsOf(60, 3, 5, 0.05)
  const nowMs = START + 60 * DAY

  it('are kept to the share of customers that they name, as tried on four weeks without looking ahead', () => {
    const { seen } = walkLine(turns, nowMs, nowMs)
    const { n, held } = backtest(seen, nowMs)
    expect(n).toBeGreaterThan(5000)
    expect(held.map((one) => one.share)).toEqual([...SHARES])
    for (const { share, held: kept } of held) expect(Math.abs(kept - share)).toBeLessThan(0.04)
  })

  it('grow with the line ahead and with the share', () => {
    const { seen, now } = walkLine(turns, nowMs, nowMs)
    const table = tableAt(seen, nowMs)
    const within = (ahead: number) =>
      promisesFor(table, { ...now, ahead, paceS: now.paceS * ((ahead + 1) / (now.ahead + 1)) })?.map(
        (one) => one.withinS,
      )
    const [short, long] = [within(3), within(8)]
    expect(short).toEqual([...(short ?? [])].sort((a, b) => a - b))
    expect(long?.[1]).toBeGreaterThan(short?.[1] ?? Number.POSITIVE_INFINITY)
  })

  it('count who still waits as not answered yet', () => {
    const { seen } = walkLine(turns, nowMs, nowMs)
    const stuck = seen.map((turn) => (turn.askedMs > nowMs - 3 * DAY ? { ...turn, endedMs: null } : turn))
    const usual = promisesFor(tableAt(seen, nowMs), { ahead: 0, leftLastHour: 5, paceS: 600 })
    const slow = promisesFor(tableAt(stuck, nowMs), { ahead: 0, leftLastHour: 5, paceS: 600 })
    expect(usual?.length).toBe(3)
    expect((slow ?? []).length).toBeLessThan(3)
  })

  it('are not made from a handful', () => {
    const few = turns.slice(0, 20)
    const { seen, now } = walkLine(few, nowMs, nowMs)
    expect(promisesFor(tableAt(seen, nowMs), now)).toBeNull()
    expect(backtest(seen, nowMs)).toEqual({ n: 0, held: [] })
  })
})

describe('the line', () => {
  const turn = (asked: number, ended: number | null): Turn => ({
    askedMs: asked * 60_000,
    endedMs: ended === null ? null : ended * 60_000,
    askedOpenMs: asked * 60_000,
    endedOpenMs: ended === null ? null : ended * 60_000,
    answered: ended !== null,
    isFirst: true,
  })

  it('is who asked and has not left, counted by hand', () => {
    const { seen, now } = walkLine(
      [turn(0, 10), turn(5, null), turn(9, 30), turn(20, 25)],
      90 * 60_000,
      90 * 60_000,
    )
    expect(seen.map((one) => one.state.ahead)).toEqual([0, 1, 2, 2])
    expect(seen.map((one) => one.state.leftLastHour)).toEqual([0, 0, 0, 1])
    // Those who left at 25 and 10 did so more than an hour ago; the one at 30 just as long: the hour is half-open.
    expect(now).toMatchObject({ ahead: 1, leftLastHour: 0 })
    expect(walkLine([turn(0, 40)], 90 * 60_000, 90 * 60_000).now.leftLastHour).toBe(1)
  })
})

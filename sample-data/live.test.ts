import { beforeAll, describe, expect, it } from 'vitest'
import { companyDays, DAY, HOUR } from './company/days.ts'
import { liveTraffic } from './live.ts'
import { read } from './reading.ts'
import { kept, turnsOf } from './turns.ts'
import type { Delivery } from './wire/outbox.ts'
import { Company } from './world/world.ts'

/** A Saturday at 23:00 in Berlin: hardly anybody is at work, and hardly anybody writes. */
const endsAt = Date.parse('2026-11-21T22:00:00Z')
const options = { messages: 120_000, seed: 1, endsAt }
const berlin = companyDays().eu

/** A clock that nobody has to wait for: it is always the instant that was waited for. */
function jumpingClock(now: number) {
  return {
    now: () => now,
    until: async (instant: number) => {
      now = instant
    },
  }
}

describe('liveTraffic', () => {
  const past: Delivery[] = []
  const live: Delivery[] = []
  const clock = jumpingClock(endsAt)
  const seenAt: number[] = []

  beforeAll(async () => {
    const company = new Company({ ...options, floorPerHour: 40 })
    for (const delivery of company.deliveries()) {
      if (delivery.arrivesAt >= endsAt + 12 * HOUR) break
      if (delivery.arrivesAt > endsAt - 30 * DAY) past.push(delivery)
    }
    for await (const delivery of liveTraffic({ ...options, clock })) {
      if (delivery.arrivesAt >= endsAt + 12 * HOUR) break
      live.push(delivery)
      seenAt.push(clock.now())
    }
  })

  it('goes on where the year ends, with the same company', () => {
    const expected = past.filter(({ arrivesAt }) => arrivesAt >= endsAt)
    expect(live.map(({ body }) => body)).toEqual(expected.map(({ body }) => body))
  })

  it('hands every delivery out when it is due', () => {
    expect(live.map(({ arrivesAt }) => arrivesAt)).toEqual(seenAt)
  })

  it('moves at night and at the weekend: some deliveries a minute in every hour', () => {
    for (let hour = 0; hour < 12; hour++) {
      const from = endsAt + hour * HOUR
      const inHour = live.filter(({ arrivesAt }) => arrivesAt >= from && arrivesAt < from + HOUR)
      expect(inHour.length / 60).toBeGreaterThan(3)
    }
    const minutes = new Set(live.map(({ arrivesAt }) => Math.floor(arrivesAt / 60_000)))
    expect(minutes.size / (12 * 60)).toBeGreaterThan(0.9)
  })

  it('has people waiting at any hour, some of them for too long', () => {
    const turns = turnsOf(read(past), berlin, endsAt + 12 * HOUR)
    for (const at of [-100, -60, -36, -12, 0, 6, 12].map((hours) => endsAt + hours * HOUR)) {
      const waiting = turns.filter((turn) => turn.askedAt < at && (turn.endedAt ?? Infinity) > at)
      expect(waiting.length).toBeGreaterThan(3)
      expect(waiting.length).toBeLessThan(150)
    }
    expect(turns.filter((turn) => turn.outcome === 'open' && kept(turn) === false).length).toBeGreaterThan(0)
  })
})

describe('an end within a quarter of an hour', () => {
  const options = { messages: 5000, seed: 1, endsAt: Date.parse('2026-11-20T02:07:00Z') }

  it('leaves the year as it was, and moves from the first minutes on', () => {
    const { endsAt } = options
    /** Of the last three days, and of the minutes behind them. */
    const told = (floorPerHour: number) => {
      const days: string[] = []
      const minutes: string[] = []
      for (const { arrivesAt, body } of new Company({ ...options, floorPerHour }).deliveries()) {
        if (arrivesAt >= endsAt + HOUR / 10) break
        if (arrivesAt >= endsAt - 3 * DAY) (arrivesAt < endsAt ? days : minutes).push(body)
      }
      return { days, minutes }
    }
    const [year, lively] = [told(0), told(240)]
    expect(year.days.length).toBeGreaterThan(50)
    expect(lively.days).toEqual(year.days)
    expect(lively.minutes.length).toBeGreaterThan(60)
  })
})

describe('a late start', () => {
  it('leaves out what came before, catches up as fast as told, and ends when told', async () => {
    const small = { messages: 5000, seed: 1, endsAt: Date.parse('2026-11-20') }
    const from = small.endsAt + 6 * HOUR
    const startedAt = small.endsAt + 30 * HOUR
    const clock = jumpingClock(startedAt)
    const stop = new AbortController()
    const seen: { arrivesAt: number; at: number }[] = []
    for await (const { arrivesAt } of liveTraffic({
      ...small,
      from,
      speed: 24,
      clock,
      signal: stop.signal,
    })) {
      seen.push({ arrivesAt, at: clock.now() })
      if (seen.length === 400) stop.abort()
    }
    expect(seen.length).toBe(400)
    expect(seen[0]?.arrivesAt).toBeGreaterThanOrEqual(from)
    for (const { arrivesAt, at } of seen) expect(at).toBeCloseTo(startedAt + (arrivesAt - from) / 24, 0)
  })
})

import { describe, expect, it } from 'vitest'
import { companyDays, DAY, HOUR } from './days.ts'
import { CELL, Demand, STREAMS } from './demand.ts'
import { tellStories } from './stories.ts'

const days = companyDays()
const stories = tellStories(Date.parse('2026-11-20'), days.eu, 365)
const demand = new Demand(110_000, days, stories)
const between = (from: string | number, to: string | number, streams = STREAMS) => {
  let sum = 0
  for (let at = new Date(from).getTime(); at < new Date(to).getTime(); at += CELL) {
    for (const stream of streams) sum += demand.mean(stream, at)
  }
  return sum
}

describe('Demand', () => {
  it('adds up to the conversations asked for', () => {
    expect(between(stories.startsAt, stories.endsAt)).toBeCloseTo(110_000, 3)
  })

  it('multiplies the outage week by two and a half', () => {
    const week = between(stories.outageFrom, stories.outageTo)
    const before = between(stories.outageFrom - 7 * DAY, stories.outageFrom)
    expect(week / before).toBeGreaterThan(2.35)
    expect(week / before).toBeLessThan(2.65)
  })

  it('halves on holidays and is highest on Mondays', () => {
    const german = STREAMS.filter((stream) => stream.market === 'eu')
    const day = (date: string) => between(`${date}T00:00+02:00`, `${date}T24:00+02:00`, german)
    expect(day('2026-05-25') / day('2026-05-18')).toBeCloseTo(0.5, 1)
    expect(day('2026-06-08') / day('2026-06-10')).toBeCloseTo(1.22 / 1.02, 1)
  })

  it('grows by a fifth within the year', () => {
    const october = between('2026-10-05', '2026-10-12') / between('2026-03-02', '2026-03-09')
    expect(october).toBeGreaterThan(1.09)
    expect(october).toBeLessThan(1.14)
  })

  it('rings the phone in the daytime only', () => {
    const phone = STREAMS.find((stream) => stream.market === 'eu' && stream.channel === 'phone')
    const berlin = days.eu.at(Date.parse('2026-03-04T12:00Z')).startsAt
    expect(phone && demand.mean(phone, berlin + 3 * HOUR)).toBe(0)
    expect(phone && demand.mean(phone, berlin + 10 * HOUR)).toBeGreaterThan(0.5)
  })
})

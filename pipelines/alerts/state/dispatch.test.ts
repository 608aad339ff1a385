import { describe, expect, it } from 'vitest'
import { keyOf, type Labels } from '../alert.ts'
import { type Rule, ruleSchema } from '../rule/rule.ts'
import type { Reading } from '../signals/readings.ts'
import { type Circle, type Dispatching, dispatch, inhibits, type Notice } from './dispatch.ts'
import { type Alerts, look } from './fold.ts'

const rule = (more: object = {}): Rule =>
  ruleSchema.parse({
    name: 'Too slow',
    when: {
      kind: 'metric',
      metric: 'response_time_median',
      window_min: 60,
      by: ['team'],
      is: 'above',
      enter: 10,
    },
    keep_firing_min: 0,
    notify: { group_by: ['team'] },
    ...more,
  })

interface Scene {
  rule?: Rule
  everyS?: number
  looks: number
  read(i: number): [Labels, number][]
  quiet?: Dispatching['quiet']
  muted?(i: number): boolean
  absent?: 'zero' | 'over'
}

/** Notices with the second at which they went out. */
function play({
  rule: body = rule(),
  everyS = 30,
  looks,
  read,
  quiet,
  muted,
  absent = 'zero',
}: Scene): (Notice & { s: number })[] {
  let alerts: Alerts = new Map()
  let circles: ReadonlyMap<string, Circle> = new Map()
  const sent: (Notice & { s: number })[] = []
  for (let i = 0; i < looks; i++) {
    const atMs = i * everyS * 1000
    const readings = new Map(
      read(i).map(([labels, v]): [string, { labels: Labels; reading: Reading }] => [
        keyOf(labels),
        { labels, reading: { value: v, n: 9 } },
      ]),
    )
    alerts = look(
      alerts,
      body,
      { absent, minN: 0, always: false },
      { atMs, open: true, trouble: null, readings },
    )
    const told = dispatch(circles, {
      rule: { id: 'r', body },
      alerts,
      quiet: quiet ?? (() => null),
      muted: muted?.(i) ?? false,
      atMs,
    })
    circles = told.circles
    sent.push(...told.notices.map((one) => ({ ...one, s: atMs / 1000 })))
  }
  return sent
}
const kinds = (sent: readonly Notice[]) => sent.map(({ kind }) => kind)
const orders = { team: 'orders' }

describe('notices', () => {
  it('waits, tells, tells again after hours, and says when it is over', () => {
    const sent = play({ looks: 1200, read: (i) => [[orders, i < 1000 ? 12 : 3]] })
    expect(sent.map(({ kind, s }) => [kind, s])).toEqual([
      ['firing', 30],
      ['repeat', 30 + 4 * 3600],
      ['repeat', 30 + 8 * 3600],
      ['resolved', 30_000 + 300],
    ])
    expect(sent[0]).toMatchObject({
      labels: orders,
      alerts: [{ labels: orders, value: 12, n: 9, sinceMs: 0 }],
    })
  })

  it('never tells of what is over before anyone was told', () => {
    expect(play({ looks: 100, read: (i) => [[orders, i === 0 ? 12 : 3]] })).toEqual([])
  })

  for (const period of [2, 3, 7, 10, 18, 20]) {
    it(`tells at most three times of a figure that jitters for two hours, every ${period * 30} s`, () => {
      const jitter = (i: number) => (i < 240 && i % period < period / 2 ? 12 : 3)
      expect(kinds(play({ looks: 480, read: (i) => [[orders, jitter(i)]] })).length).toBeLessThanOrEqual(3)
    })
  }

  it('tells at most three times of random jitter', () => {
    let seed = 7
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed / 2 ** 32
    }
    const values = Array.from({ length: 240 }, () => 10 + (random() - 0.5) * 4)
    const sent = play({ looks: 480, read: (i) => [[orders, values[i] ?? 3]] })
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.length).toBeLessThanOrEqual(3)
  })

  it('tells of 500 tickets in 8 teams in 8 notices', () => {
    const body = rule({ when: { kind: 'ticket_risk', measure: 'probability', enter: 0.5 } })
    const tickets = Array.from({ length: 500 }, (_, i): [Labels, number] => [
      { team: `team-${i % 8}`, ticket: `T${i}` },
      0.9,
    ])
    const sent = play({ rule: body, looks: 10, read: () => tickets, absent: 'over' })
    expect(sent).toHaveLength(8)
    expect(sent.reduce((sum, { alerts }) => sum + alerts.length, 0)).toBe(500)
  })

  it('tells of newcomers together, no sooner than the interval', () => {
    const body = rule({ notify: { group_by: [] } })
    const more = (i: number): [Labels, number][] =>
      i < 4
        ? [[orders, 12]]
        : [
            [orders, 12],
            [{ team: 'returns' }, 12],
          ]
    const sent = play({ rule: body, looks: 20, read: more })
    expect(sent.map(({ s, alerts }) => [s, alerts.length])).toEqual([
      [30, 1],
      [330, 2],
    ])
  })

  it('keeps still about what is silenced, and waits for the opening of what is muted', () => {
    expect(play({ looks: 50, read: () => [[orders, 12]], quiet: () => 'silenced' })).toEqual([])
    const sent = play({ looks: 50, read: () => [[orders, 12]], muted: (i) => i < 20 })
    expect(sent.map(({ kind, s }) => [kind, s])).toEqual([['firing', 630]])
  })

  it('is inhibited by what fires with the same labels, and by nothing else', () => {
    const alerts = look(
      new Map(),
      rule(),
      { absent: 'zero', minN: 0, always: false },
      {
        atMs: 0,
        open: true,
        trouble: null,
        readings: new Map([[keyOf(orders), { labels: orders, reading: { value: 12, n: 1 } }]]),
      },
    )
    expect(inhibits(alerts.values(), { team: 'orders', ticket: 'T1' })).toBe(true)
    expect(inhibits(alerts.values(), { team: 'returns', ticket: 'T1' })).toBe(false)
    expect(inhibits([], orders)).toBe(false)
  })
})

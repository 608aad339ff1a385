import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultCalendar } from '../calendars/calendar.ts'
import type { Body } from '../config/record.ts'
import { insertRecords } from '../config/records.ts'
import type { Engine } from '../engine/port.ts'
import { forecast } from '../forecast/forecast.ts'
import { contextOf, engineWith, type FactRow, testCatalog } from '../metrics/test-facts.ts'
import { storedRosterSchema } from '../roster/model/stored.ts'
import { need, shiftOf, teamOf } from '../roster/test-team.ts'
import { composeReport } from './compose.ts'
import type { Outlook } from './figures.ts'
import { type Foresee, outlookFor } from './outlook.ts'
import { weekOf } from './week.ts'
import { weeklyFigures } from './weekly.ts'

const ZONE = 'Europe/Berlin'
const HOUR = 3_600_000
/** Mondays in Berlin: nine weeks, of which one has 169 hours, and the week ahead. */
const FIRST = Date.parse('2026-10-04T22:00:00Z')
const AHEAD = weekOf('2026-W50', ZONE)
const ORIGIN = Date.parse(AHEAD.from)

const localHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  hourCycle: 'h23',
  weekday: 'short',
})
/** Two an hour on workdays from eight to six, twelve on Tuesdays from ten to eleven, twice that of team Sales on Thursdays at three. */
function contactsAt(ms: number): { team: string; count: number }[] {
  const [weekday = '', hour = ''] = localHour.format(ms).split(', ')
  if (weekday.startsWith('S') || Number(hour) < 8 || Number(hour) > 17) return []
  return [
    { team: 'Billing', count: weekday === 'Tue' && hour === '10' ? 12 : 2 },
    { team: 'Sales', count: weekday === 'Thu' && hour === '15' ? 24 : 1 },
  ]
}

function tickets(fromMs: number, toMs: number): FactRow[] {
  const rows: FactRow[] = []
  for (let ms = fromMs; ms < toMs; ms += HOUR) {
    for (const { team, count } of contactsAt(ms))
      for (let i = 0; i < count; i++) {
        const ticket_id = `${team}${ms}-${i}`
        const created_at = new Date(ms + i * 60_000).toISOString()
        rows.push({
          ticket_key: `desk:${ticket_id}`,
          ticket_id,
          source: 'desk',
          channel: 'chat',
          team,
          created_at,
        })
      }
  }
  return rows
}

let engine: Engine
const foresee: Foresee = async (input) => forecast(input)
const context = (asOf: string) => contextOf(engine, asOf)
const ask = (filters: Parameters<typeof outlookFor>[1]['filters'] = [], asOf = AHEAD.from) =>
  outlookFor(context(asOf), { week: AHEAD, tz: ZONE, filters }, { foresee })
const known = ({ forecast: said }: Outlook) => {
  if (said.state !== 'known') throw new Error(JSON.stringify(said))
  return said
}
const state = (kind: string, id: string, body: Body, recordedAt = '2026-11-30T00:00:00Z') =>
  engine.write((tx) =>
    insertRecords(tx, 1, [
      { kind, id, version: 1, validFrom: null, recordedAt, author: 'test', note: null, body },
    ]),
  )

beforeAll(async () => {
  // Three days of the week ahead are there too: what was not known when it began.
  engine = await engineWith({ ticket: tickets(FIRST, ORIGIN + 72 * HOUR) })
  await engine.maintain((tx) => tx.run(readFileSync('sql/schema/0002-config-version.sql', 'utf8')))
  await state('calendar', 'default', defaultCalendar as unknown as Body)
})
afterAll(() => engine.close())

/** The forecast of hours counted one by one, which share no code with the query. */
function ownForecast(team: string | null, stepMinutes: 60 | 1440) {
  const times: number[] = []
  const values: number[] = []
  let last = ''
  for (let ms = FIRST; ms < ORIGIN; ms += HOUR) {
    const sum = contactsAt(ms)
      .filter((one) => team === null || one.team === team)
      .reduce((total, { count }) => total + count, 0)
    const day = new Date(ms).toLocaleDateString('en-CA', { timeZone: ZONE })
    if (stepMinutes === 60 || day !== last) {
      times.push(ms)
      values.push(sum)
    } else values[values.length - 1] = (values.at(-1) as number) + sum
    last = day
  }
  const horizon = (7 * 1440) / stepMinutes
  return forecast({
    times,
    values,
    stepMinutes,
    zone: ZONE,
    horizon,
    untilMs: ORIGIN,
    quantiles: [0.05, 0.95],
  })
}

describe('the week ahead', () => {
  it('expects what the forecast of its days expects, and its peaks are those of the forecast’s hours', async () => {
    const said = known(await ask())
    const days = ownForecast(null, 1440)
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0)
    expect(said.expected).toBeCloseTo(sum(days.mean), 6)
    expect(said.low).toBeCloseTo(sum(days.quantiles[0] as Float64Array), 6)
    expect(said.high).toBeCloseTo(sum(days.quantiles[1] as Float64Array), 6)
    const hours = ownForecast(null, 60)
    const busiest = [...hours.mean.keys()].sort(
      (a, b) => (hours.mean[b] as number) - (hours.mean[a] as number),
    )
    const at = (i: number) => new Date(hours.times[i] as number).toISOString().replace('.000Z', 'Z')
    expect(said.peaks.map((peak) => peak.at).slice(0, 2)).toEqual([
      at(busiest[0] as number),
      at(busiest[1] as number),
    ])
    expect(said.peaks.map((peak) => peak.at).slice(0, 2)).toEqual([
      '2026-12-10T14:00:00Z',
      '2026-12-08T09:00:00Z',
    ])
    expect(said.peaks[0]?.expected).toBeGreaterThan(15)
  })

  it('is of what the filters leave', async () => {
    const said = known(await ask([{ dimension: 'team', values: ['Billing'] }]))
    expect(said.peaks[0]?.at).toBe('2026-12-08T09:00:00Z')
    const days = ownForecast('Billing', 1440)
    expect(said.expected).toBeCloseTo(
      days.mean.reduce((a, b) => a + b, 0),
      6,
    )
  })

  it('stays as it was foreseen when the week goes on', async () => {
    expect(await ask([], '2026-12-10T00:00:00Z')).toEqual(await ask())
  })

  it('has no forecast after a few days, and says why where it fails', async () => {
    const early = weekOf('2026-W43', ZONE)
    expect(
      (await outlookFor(context(early.from), { week: early, tz: ZONE, filters: [] }, { foresee })).forecast,
    ).toEqual({ state: 'short' })
    const failing = () => Promise.reject(new Error('the thread has ended'))
    const { forecast: said } = await outlookFor(
      context(AHEAD.from),
      { week: AHEAD, tz: ZONE, filters: [] },
      { foresee: failing },
    )
    expect(said).toEqual({ state: 'failed', reason: 'the thread has ended' })
  })

  it('is told on the page with the hour and the figure of the forecast’s own peak', async () => {
    const figures = await weeklyFigures(context(AHEAD.from), { week: '2026-W49', tz: ZONE }, { foresee })
    const [peak] = known(figures.outlook).peaks
    const count = String(Math.round(peak?.expected ?? Number.NaN))
    const text = (language: 'en' | 'de') =>
      composeReport(figures, testCatalog, language)
        .blocks.flatMap((block) =>
          block.id === 'ahead' && block.kind === 'paragraphs' ? block.paragraphs : [],
        )
        .flatMap(({ sentences }) => sentences.map((one) => one.text))
        .join(' ')
    expect(text('en')).toMatch(new RegExp(`Busiest hours: Thu.* 10 Dec.* 15:00 with ${count} \\(`))
    expect(text('de')).toMatch(new RegExp(`Stärkste Stunden: Do.*10\\. Dez.* 15:00 mit ${count} \\(`))
    expect(text('en')).toContain('No roster reaches into that week')
  })
})

describe('the staffing gap', () => {
  const roster = (over: object, team: string | null = null) =>
    storedRosterSchema.parse({
      team: team === null ? null : { id: team, version: 1 },
      problem: teamOf({ requirement: [need(2, 3, 6, 14)], ...over }),
      shifts: [
        shiftOf('a', '2026-12-07', ['06:00', '14:30']),
        shiftOf('a', '2026-12-08', ['06:00', '14:30']),
      ],
    }) as unknown as Body

  it('is what the latest legal roster of each team lacks in the week: 48 hours needed, 15 worked while they are', async () => {
    expect((await ask()).gap).toBeNull()
    await state('roster', 'older', roster({ requirement: [need(9, 3)] }, 'desk'))
    await state('roster', 'newer', roster({}, 'desk'), '2026-12-01T00:00:00Z')
    const { gap } = await ask()
    // Needed are 2 from 06 to 14 on three days; one person is there on two of them but for half an hour of break.
    expect(gap?.hours).toBeCloseTo(48 - 15, 9)
    expect(gap?.worst[0]).toEqual({ at: '2026-12-09T05:00:00Z', agents: 2 })
    const later = weekOf('2026-W51', ZONE)
    const next = await outlookFor(context(AHEAD.from), { week: later, tz: ZONE, filters: [] }, { foresee })
    expect(next.gap).toBeNull()
  })

  it('counts under filters only skills that name a queue of theirs', async () => {
    const billing = [{ dimension: 'team', values: ['Billing'] }]
    expect((await ask(billing)).gap).toBeNull()
    const people = [{ id: 'a', skills: ['Billing~chat'], contract_hours: 0 }]
    await state(
      'roster',
      'queues',
      roster({ people, requirement: [need(1, 1, 6, 8, 'Billing~chat'), need(5, 1, 6, 8, 'Sales~chat')] }),
    )
    expect((await ask(billing)).gap).toEqual({ hours: 0, worst: [] })
    expect((await ask([{ dimension: 'team', values: ['Sales'] }])).gap?.hours).toBeCloseTo(10, 9)
  })
})

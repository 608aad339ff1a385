import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { erlangCommand } from '../../../server/cli/commands/erlang.ts'
import { staffingCommand } from '../../../server/cli/commands/staffing.ts'
import { pegel, temporary } from './pegel.ts'
import { runPlain } from './run.ts'

const place = temporary()
afterAll(() => place.remove())

function fileOf(text: string): string {
  const path = join(place.path, 'staffing.yml')
  writeFileSync(path, text)
  return path
}
const ask = (text: string, ...options: string[]) =>
  runPlain([staffingCommand], ['staffing', '--input', fileOf(text), '--format', 'json', ...options])
const rowsOf = (out: string) => JSON.parse(out) as Record<string, number | string | null>[]

const SUPPORT = `
start: 2026-11-30T08:00+01:00
demand: [100, 480]
handle_time_s: 180
shrinkage: 0.3
targets: { service_level: { share: 0.8, within_s: 20 } }
plan: [24, 60]
`

describe('erlang', () => {
  it('answers lines in their order and ends with 1 when one was bad', async () => {
    const good = { model: 'C', input: { A: 10, aht: 180, n: 12, t: 20 } }
    const input = `${JSON.stringify(good)}\n{"model":"B","input":{"A":20,"n":25},"id":7}\n{"model":"C"}\n`
    const { code, out } = await runPlain([erlangCommand], ['erlang'], { input })
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number>)
    expect(code).toBe(1)
    expect(answers[0]?.SL).toBeCloseTo(0.640158, 6)
    expect(answers[1]).toEqual({
      id: 7,
      B: expect.closeTo(0.050221777891, 9),
      occ: expect.closeTo(0.7598, 4),
    })
    expect(answers[2]).toEqual({ error: expect.stringContaining('input') })
  })
})

describe('staffing', () => {
  it('prints people per interval with what to expect, and the gap of the plan', async () => {
    const { code, out, err } = await ask(SUPPORT)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [first, second] = rowsOf(out)
    // Published for 10 Erlangs at 180 s: 12 agents answer 64 % within 20 s, 14 answer 89 %.
    expect(first).toMatchObject({
      time: '2026-11-30T07:00:00Z',
      load: 10,
      agents: 14,
      rostered: 20,
      planned: 24,
      gap: 4,
    })
    expect(second).toMatchObject({
      time: '2026-11-30T07:30:00Z',
      load: 48,
      because: 'service_level',
      planned: 60,
    })
    expect(second?.planned_service_level).toBe(0)
  })

  it('sets scenarios side by side, simulated too', async () => {
    const { out } = await ask(
      `${SUPPORT}scenarios: [{ name: campaign, demand_factor: 1.3 }, { name: bot, deflected: 0.5 }]`,
      '--totals',
      '--simulate',
      '20',
    )
    const rows = rowsOf(out)
    expect(rows.map((one) => one.scenario)).toEqual(['base', 'campaign', 'bot'])
    const [base, campaign, bot] = rows
    expect(campaign?.contacts).toBeCloseTo(580 * 1.3, 6)
    expect(Number(bot?.peak)).toBeLessThan(Number(base?.peak))
    expect(Number(campaign?.peak)).toBeGreaterThan(Number(base?.peak))
    expect(Number(bot?.simulated_service_level)).toBeGreaterThan(Number(base?.simulated_high))
  })

  it('staffs for a forecast file and its opening hours', async () => {
    const lines = ['08:00', '08:30', '09:00'].map(
      (time, i) => `wa,2026-11-30T${time}:00Z,${[30, 60, 90][i]},1,99`,
    )
    writeFileSync(join(place.path, 'forecast.csv'), `series,time,mean,p10,p90\n${lines.join('\n')}\n`)
    const { out } = await ask(`
calendar: { zone: UTC, week: { mon: [['08:30', '12:00']] } }
demand: { file: forecast.csv }
handle_time_s: 240
targets: { occupancy: 0.5 }
`)
    expect(rowsOf(out)).toMatchObject([
      { time: '2026-11-30T08:00:00Z', contacts: 30, agents: 0 },
      { time: '2026-11-30T08:30:00Z', contacts: 60, agents: 16 },
      { time: '2026-11-30T09:00:00Z', contacts: 90, agents: 24 },
    ])
  })

  it.each([
    ['demand: [1, x]', /demand/],
    ['demand: []', /demand/],
    ['demand: [-1]', /demand/],
    [SUPPORT.replace('[24, 60]', '[24]'), /plan: 1 values for 2 intervals/],
    [SUPPORT.replace('0.8', '80'), /targets\.service_level\.share: a share below 1/],
    [`${SUPPORT}who: me`, /who: there is no such field/],
    [`${SUPPORT}backlog: { contacts: 3 }`, /backlog: only with window_s/],
    [
      `${SUPPORT}scenarios: [{ name: x, settings: { targets: { abandonment: 0.1 } } }]`,
      /scenario x: settings\.patience_s/,
    ],
    ['a: [', /not YAML/],
    ['{}', /demand/],
  ])('refuses %j by its field', async (text, message) => {
    const { code, out, err } = await ask(text)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
  })

  it('refuses a file that is not there', async () => {
    const { code } = await pegel(['staffing', '--input', join(place.path, 'no.yml')], { data: place.path })
    expect(code).toBe(2)
  })
})

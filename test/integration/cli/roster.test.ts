import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rosterCommand } from '../../../server/cli/commands/roster.ts'
import { runPlain } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'pegel-roster-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const WEEK = `
from: 2026-12-07
days: 2
step_minutes: 60
people:
  - { id: a, skills: [phone], contract_hours: 28 }
  - { id: b, skills: [phone], contract_hours: 28 }
patterns:
  - { id: early, start: '06:00', end: '14:30' }
  - { id: late, start: '13:30', end: '22:00' }
requirement:
  - { skill: phone, from: 2026-12-07T06:00, agents: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }
`

const runPegel = (argv: string[]) => runPlain([rosterCommand], argv)

describe('pegel roster', () => {
  it('prints nothing but the roster, which its own check finds legal', async () => {
    const input = file('week.yml', WEEK)
    const made = await runPegel([
      'roster',
      '--input',
      input,
      '--time-limit',
      '2',
      '--format',
      'json',
      '--ical',
      folder,
    ])
    expect(made.code).toBe(0)
    const roster = JSON.parse(made.out) as { legal: boolean; cost: number; bound: number; shifts: unknown[] }
    expect(roster.legal).toBe(true)
    expect(roster.cost).toBeGreaterThanOrEqual(roster.bound)
    expect(roster.shifts.length).toBeGreaterThan(0)
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.ics'))
        .sort(),
    ).toEqual(['a.ics', 'b.ics'])
    expect(readFileSync(join(folder, 'a.ics'), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/)
    const check = await runPegel([
      'roster',
      '--input',
      input,
      '--check',
      file('roster.json', made.out),
      '--format',
      'json',
    ])
    expect(check.code).toBe(0)
    expect((JSON.parse(check.out) as { costs: { total: number } }).costs.total).toBeCloseTo(roster.cost, 6)
  })

  it('takes its requirement from what staffing prints', async () => {
    const rows =
      'scenario,queue,time,agents\r\nbase,phone,2026-12-07T07:00:00Z,1\r\nmore,phone,2026-12-07T07:00:00Z,2\r\nbase,phone,2026-12-07T08:00:00Z,\r\n'
    const staff = file('staff.csv', rows)
    const made = await runPegel([
      'roster',
      '--input',
      file('week.yml', WEEK),
      '--requirement',
      staff,
      '--time-limit',
      '1',
      '--format',
      'json',
    ])
    const { coverage } = JSON.parse(made.out) as { coverage: { at: string; needed: number }[] }
    expect(coverage.reduce((sum, { needed }) => sum + needed, 0)).toBe(1)
  })

  it('names what is wrong with a file, and exits with 2', async () => {
    const bad = await runPegel(['roster', '--input', file('bad.yml', WEEK.replace('days: 2', 'days: 0'))])
    expect(bad.code).toBe(2)
    expect(bad.err).toMatch(/days/)
    expect((await runPegel(['roster', '--input', file('odd.yml', 'a: [')])).code).toBe(2)
    expect((await runPegel(['roster', '--input', join(folder, 'none.yml')])).code).toBe(2)
  })

  it('says what no legal roster covers, and prints what can be', async () => {
    const much = WEEK.replace('agents: [1, 1', 'agents: [9, 9')
    const made = await runPegel([
      'roster',
      '--input',
      file('much.yml', much),
      '--time-limit',
      '1',
      '--format',
      'csv',
    ])
    expect(made.code).toBe(0)
    expect(made.err).toMatch(/agent-hours are missing/)
    expect(made.out.split('\r\n')[0]).toBe('person,name,date,pattern,start,end,work_hours,breaks,on_call')
  })
})

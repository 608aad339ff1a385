import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { calendarSchema } from '../../../pipelines/calendars/calendar.ts'
import { businessTimeCommand } from '../../../server/cli/commands/business-time.ts'
import { calendarCommand } from '../../../server/cli/commands/calendar.ts'
import { pegel as runProcess, temporary } from './pegel.ts'
import { runPlain } from './run.ts'

const place = temporary()
afterAll(() => place.remove())

const pegel = (argv: readonly string[], options: Parameters<typeof runPlain>[2] = {}) =>
  runPlain([businessTimeCommand, calendarCommand], argv, options)

const calendar = { tz: 'UTC', week: { mon: [['09:00', '17:00']] } }
const elapsed = { id: 'a', kind: 'elapsed', calendar, from: '2026-03-02T08:00Z', to: '2026-03-02T10:30Z' }
const deadline = {
  id: 'b',
  kind: 'deadline',
  calendar,
  from: '2026-03-02T16:00Z',
  seconds: 3600,
  mode: 'next_open',
}
const lines = (...cases: unknown[]) => cases.map((one) => `${JSON.stringify(one)}\n`).join('')
const ANSWERS = lines({ id: 'a', seconds: 5400 }, { id: 'b', instant: '2026-03-09T09:00:00Z' })

describe.each(['ts', 'sql'])('business-time --engine %s', (engine) => {
  const ask = (input: string) => pegel(['business-time', '--engine', engine], { input })

  it('answers lines and an array alike, without a data folder', async () => {
    const none = { data: join(place.path, 'none') }
    const argv = ['business-time', '--engine', engine]
    const alone = await runProcess(argv, { input: lines(elapsed, deadline), ...none })
    expect(alone).toEqual({ code: 0, out: ANSWERS, err: '' })
    expect(await ask(JSON.stringify([elapsed, deadline], null, 1))).toEqual({
      code: 0,
      out: ANSWERS,
      err: '',
    })
  })

  it('answers the good cases around a bad one, and ends with 1', async () => {
    const { code, out } = await ask(
      `${lines(elapsed)}{"id":\n\n${lines({ ...elapsed, id: 'x', to: 'noon' }, deadline)}`,
    )
    const printed = out
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one) as object)
    expect(code).toBe(1)
    expect(printed).toEqual([
      { id: 'a', seconds: 5400 },
      { id: null, error: 'not JSON in UTF-8' },
      { id: 'x', error: expect.stringMatching(/^to: an instant/) },
      { id: 'b', instant: '2026-03-09T09:00:00Z' },
    ])
  })
})

describe('calendar', () => {
  it('prints public holidays that a calendar takes as they are', async () => {
    const { code, out, err } = await pegel([
      'calendar',
      'holidays',
      '--country',
      'DE',
      '--region',
      'HH',
      '--year',
      '2026',
    ])
    expect([code, err]).toEqual([0, ''])
    const { holidays } = calendarSchema.parse({
      ...parse(out),
      zone: 'UTC',
      week: { mon: [['09:00', '17:00']] },
    })
    expect(holidays).toHaveLength(10)
    expect(holidays).toContainEqual({ date: '2026-10-31', name: 'Reformationstag' })
  })

  it('imports an iCalendar file, and refuses what is none with the reason', async () => {
    const file = join(place.path, 'holidays.ics')
    const event =
      'BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20240501\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:May: Day\r\nEND:VEVENT\r\n'
    writeFileSync(file, `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${event}END:VCALENDAR\r\n`)
    const ran = await pegel(['calendar', 'import', 'holidays.ics', '--from', '2026', '--to', '2027'], {
      cwd: place.path,
    })
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(parse(ran.out)).toEqual({
      holidays: [
        { date: '2026-05-01', name: 'May: Day' },
        { date: '2027-05-01', name: 'May: Day' },
      ],
    })
    writeFileSync(file, 'date,name\n')
    expect(await pegel(['calendar', 'import', file])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('no iCalendar'),
    })
  })
})

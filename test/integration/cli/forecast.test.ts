import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { madeSeries } from '../../../pipelines/forecast/test-series.ts'
import { forecastCommand } from '../../../server/cli/commands/forecast.ts'
import { temporary } from './pegel.ts'
import { runPlain } from './run.ts'

const place = temporary()
afterAll(() => place.remove())

const { times, values } = madeSeries(42, 30, 500)
const rows = [...times].map((ms, i) => [new Date(ms).toISOString(), values[i] as number] as const)
const csv = (lines: readonly (readonly (string | number)[])[], head = 'time,value') =>
  `${[head, ...lines.map((line) => line.join(','))].join('\n')}\n`

function written(name: string, text: string): string {
  const file = join(place.path, name)
  writeFileSync(file, text)
  return file
}

const plain = written('plain.csv', csv(rows))
const pegel = (argv: readonly string[]) => runPlain([forecastCommand], argv)
const ask = (file: string, ...more: string[]) =>
  pegel(['forecast', '--input', file, '--horizon', '48', ...more])

describe('forecast', () => {
  it('prints the horizon with its quantiles, and nothing else on standard output', async () => {
    const { code, out } = await ask(plain, '--format', 'csv')
    const [head, first, ...rest] = out.trimEnd().split('\r\n')
    expect([code, head]).toEqual([0, 'series,time,mean,p05,p10,p50,p90,p95,open'])
    expect(first).toMatch(/^,2025-02-17T00:00:00Z,/)
    expect(rest).toHaveLength(47)
  })

  it('keeps series apart and explains each row', async () => {
    const both = written(
      'both.csv',
      csv(
        rows.flatMap(([time, n]) => [
          [time, n, 'a'],
          [time, 3 * n, 'b'],
        ]),
        'time,value,series',
      ),
    )
    const { out, err } = await ask(both, '--format', 'json', '--explain', '--intervals', '95')
    const read = JSON.parse(out) as {
      series: string
      mean: number
      p97_5: number
      members: string[]
      weights: number[]
    }[]
    const sum = (name: string) =>
      read.filter(({ series }) => series === name).reduce((a, { mean }) => a + mean, 0)
    expect(sum('b') / sum('a')).toBeCloseTo(3, 2)
    expect(read[0]?.members.length).toBe(read[0]?.weights.length)
    expect(read[0]?.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3)
    expect(read[20]?.p97_5).toBeGreaterThan(read[20]?.mean ?? 0)
    expect(err).toMatch(/a: back-test error on day 1 \d/)
  })

  it('leaves rows out that are no counts, says how many, and ends with 1', async () => {
    const spoilt = rows.map(([time, n], i) => [time, i === 50 ? -4 : i === 60 ? 'many' : n] as const)
    const { code, out, err } = await ask(written('spoilt.csv', csv(spoilt)), '--format', 'json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toHaveLength(48)
    expect(err).toContain('1 rows are left out: their value is negative')
    expect(err).toContain('1 rows are left out: their value is no number')
  })

  it('sums up to days, which begin at local midnight', async () => {
    const { out } = await pegel([
      'forecast',
      '--input',
      plain,
      '--horizon',
      '60',
      '--step',
      'day',
      '--tz',
      'Europe/Berlin',
      '--format',
      'json',
    ])
    const times = (JSON.parse(out) as { time: string }[]).map(({ time }) => time)
    expect(times[0]).toBe('2025-02-17T23:00:00Z')
    expect(times.at(-1)).toBe('2025-04-17T22:00:00Z')
  })

  it('reads wall times on both sides of the hour that is repeated', async () => {
    const walls = Array.from({ length: 24 * 20 + 1 }, (_, i) => {
      const ms = Date.UTC(2025, 9, 12, 22) + i * 3_600_000
      const local = new Date(ms + (ms < Date.UTC(2025, 9, 26, 1) ? 2 : 1) * 3_600_000)
      return [local.toISOString().slice(0, 16).replace('T', ' '), 5 + (i % 3)] as const
    })
    const { code, out, err } = await pegel([
      'forecast',
      '--input',
      written('walls.csv', csv(walls)),
      '--horizon',
      '2',
      '--tz',
      'Europe/Berlin',
      '--format',
      'json',
    ])
    expect([code, err.includes('twice')]).toEqual([0, false])
    expect((JSON.parse(out) as { time: string }[])[0]?.time).toBe('2025-11-01T23:00:00Z')
  })

  it('closes with the calendar, and marks its events', async () => {
    const hours = written(
      'hours.yml',
      'zone: UTC\nweek: { mon: [["08:00", "18:00"]], tue: [["08:00", "18:00"]] }\nholidays: ["2025-02-18"]\nevents:\n  - { date: 2025-02-17, kind: campaign, expected: 2 }\n',
    )
    const said = async (...more: string[]) => {
      const { out } = await pegel([
        'forecast',
        '--input',
        plain,
        '--horizon',
        '96',
        '--format',
        'json',
        ...more,
      ])
      return JSON.parse(out) as { time: string; mean: number; open: boolean }[]
    }
    const [closed, usual] = [await said('--calendar', hours), await said()]
    expect(closed.filter(({ open }) => open).map(({ time }) => time.slice(0, 10))).toEqual(
      Array(20).fill('2025-02-17'),
    )
    expect((closed[26]?.mean ?? 0) / (usual[26]?.mean ?? 1)).toBeGreaterThan(1.6)
  })

  it.each([
    ['a file without times', written('one.csv', csv([[1], [2]], 'demand')), [], /no column for the time/],
    ['a zone that does not exist', plain, ['--tz', 'Mars/Base'], /not an IANA time zone/],
    [
      'a file of words',
      written('words.csv', csv([['2025-01-01', 'many']])),
      [],
      /no row with a time and a value/,
    ],
    [
      'intervals of seven minutes',
      written(
        'seven.csv',
        csv([0, 7, 14].map((minute) => [`2025-01-01T00:${String(minute).padStart(2, '0')}Z`, 1])),
      ),
      [],
      /--step/,
    ],
  ])('refuses %s', async (_, file, more, reason) => {
    const { code, out, err } = await ask(file, ...more)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(reason)
  })
})

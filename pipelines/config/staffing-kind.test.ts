import { describe, expect, it } from 'vitest'
import { type Profile, profileFor, profileSchema } from '../staffing/profile.ts'
import { worldOf } from './kind.ts'
import type { ConfigRecord } from './record.ts'
import { staffingKind } from './staffing-kind.ts'
import { timelinesOf } from './timeline.ts'

const record = (
  id: string,
  body: object | null,
  version = 1,
  validFrom: string | null = null,
): ConfigRecord => ({
  kind: 'staffing',
  id,
  version,
  validFrom,
  recordedAt: '2026-01-01T00:00:00Z',
  author: 'test',
  note: null,
  body: body === null ? null : (profileSchema.parse(body) as unknown as ConfigRecord['body']),
})
const targets = { occupancy: 0.8 }
const start = record('default', staffingKind.seeds.default as object)
const problems = (...records: ConfigRecord[]) =>
  staffingKind.check(worldOf(records)).map((one) => `${one.id}.${one.field}`)

describe('staffing profiles', () => {
  it('start with one for every queue, which stays', () => {
    expect(problems(start)).toEqual([])
    expect(problems(start, record('default', null, 2, '2026-02-01T00:00:00Z'))).toEqual(['default.id'])
    expect(problems(record('default', { applies: { team: 'a' }, targets }))).toEqual(['default.applies'])
  })

  it('are one for each queue at a time', () => {
    const [a, b] = [
      record('a', { applies: { team: 'x' }, targets }),
      record('b', { applies: { team: 'x' }, targets }),
    ]
    expect(problems(start, a, b)).toEqual(['a.applies', 'b.applies'])
    expect(problems(start, a, record('b', { applies: { team: 'x', channel: 'chat' }, targets }))).toEqual([])
  })

  it('apply the most particular one that holds', () => {
    const timelines = timelinesOf<Profile>([
      start,
      record('team', { applies: { team: 'billing' }, targets }, 1, '2026-03-01T00:00:00Z'),
      record('both', { applies: { team: 'billing', channel: 'chat' }, targets, handle_time_s: 300 }),
      record('channel', { applies: { channel: 'chat' }, targets, minimum: 4 }),
    ])
    const at = (team: string | null, channel: string | null, day: string) =>
      profileFor(timelines, { team, channel }, Date.parse(day))?.id
    expect(at('billing', 'chat', '2026-02-01')).toBe('both')
    expect(at('billing', 'mail', '2026-02-01')).toBe('default')
    expect(at('billing', 'mail', '2026-03-02')).toBe('team')
    expect(at(null, 'chat', '2026-02-01')).toBe('channel')
    expect(at(null, null, '2026-02-01')).toBe('default')
  })
})

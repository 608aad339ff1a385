import { describe, expect, it } from 'vitest'
import { PegelError } from '../errors.ts'
import { calendarKind } from './calendar-kind.ts'
import { worldOf } from './kind.ts'
import type { ConfigRecord } from './record.ts'
import { type Draft, recordsFrom } from './validate.ts'

const BY = { author: 'a', recordedAt: '2026-11-01T00:00:00Z' }
const SUMMER = '2026-07-01T00:00:00Z'
const AUTUMN = '2026-10-01T00:00:00Z'

const state = (kind: string, id: string, body: unknown, validFrom: string | null = null): Draft => ({
  kind,
  id,
  validFrom,
  note: null,
  body,
})
const calendar = (id: string, validFrom: string | null = null) =>
  state('calendar', id, { zone: 'UTC', week: { mon: [['09:00', '17:00']] } }, validFrom)
const policy = (id: string, more: object, validFrom: string | null = null) =>
  state(
    'policy',
    id,
    { name: id, position: 1, targets: { resolution: { minutes: { low: 60 } } }, ...more },
    validFrom,
  )
const on = (id: string) => ({ targets: { resolution: { minutes: { low: 60 }, calendar: id } } })

/** What is recorded when these are stated one after the other. */
function stated(...drafts: Draft[]): ConfigRecord[] {
  const records: ConfigRecord[] = []
  for (const draft of drafts) records.push(...recordsFrom([draft], records, BY))
  return records
}

function refused(records: readonly ConfigRecord[], ...drafts: Draft[]): Readonly<Record<string, string>> {
  try {
    recordsFrom(drafts, records, BY)
    return {}
  } catch (error) {
    if (error instanceof PegelError) return error.fields
    throw error
  }
}

describe('records', () => {
  it('are numbered per kind and id, with defaults filled in', () => {
    const records = stated(calendar('default'), policy('vip', {}), calendar('default', SUMMER))
    expect(records.map(({ kind, version }) => [kind, version])).toEqual([
      ['calendar', 1],
      ['policy', 1],
      ['calendar', 2],
    ])
    expect(records[1]?.body).toEqual({
      name: 'vip',
      position: 1,
      conditions: {},
      targets: {
        resolution: { minutes: { low: 60 }, calendar: 'team', goal: 0.9, pauses: ['pending', 'on_hold'] },
      },
    })
  })

  it('of several drafts are all refused, each field with its place', () => {
    const bad = state('policy', 'Bad Id', { name: '', position: 1, targets: {} })
    expect(Object.keys(refused([], calendar('default'), bad))).toEqual([
      'policy.Bad Id.id',
      'policy.Bad Id.name',
      'policy.Bad Id.targets',
    ])
  })
})

describe('two policies of one name', () => {
  const records = stated(calendar('default'), policy('a', { name: 'VIP' }))

  it('are refused while both hold', () => {
    expect(refused(records, policy('b', { name: 'VIP' }, AUTUMN))).toEqual({
      name: 'policy a is named VIP too',
    })
    expect(refused(records, policy('a', { name: 'VIP' }, AUTUMN))).toEqual({})
  })

  it('may follow each other', () => {
    const ended = [...records, ...recordsFrom([state('policy', 'a', null, SUMMER)], records, BY)]
    expect(refused(ended, policy('b', { name: 'VIP' }, SUMMER))).toEqual({})
    expect(refused(ended, policy('b', { name: 'VIP' }))).toHaveProperty('name')
  })
})

describe('the calendar that a policy names', () => {
  it('has to be there whenever the policy holds', () => {
    const records = stated(calendar('default'), calendar('support', SUMMER))
    const field = 'targets.resolution.calendar'
    expect(refused(records, policy('vip', on('nope')))).toEqual({ [field]: 'there is no calendar nope' })
    expect(refused(records, policy('vip', on('support')))).toEqual({
      [field]: 'calendar support does not hold since ever, as the policy does',
    })
    expect(refused(records, policy('vip', on('support'), SUMMER))).toEqual({})
    expect(refused(records, policy('vip', on('always')))).toEqual({})
    expect(refused([], calendar('default'), calendar('new'), policy('vip', on('new')))).toEqual({})
  })

  it('cannot be withdrawn before the policy has gone', () => {
    const records = stated(calendar('default'), calendar('support'), policy('vip', on('support')))
    const withdrawal = state('calendar', 'support', null, AUTUMN)
    expect(refused(records, withdrawal)).toEqual({
      'policy.vip.targets.resolution.calendar': `calendar support does not hold at ${AUTUMN}, when the policy does`,
    })
    const ended = [...records, ...recordsFrom([state('policy', 'vip', null, AUTUMN)], records, BY)]
    expect(refused(ended, withdrawal)).toEqual({})
    expect(refused(ended, state('calendar', 'support', null, SUMMER))).not.toEqual({})
  })
})

describe('calendars', () => {
  it('called default stay, called like a word of policies never come', () => {
    const records = stated(calendar('default'))
    expect(refused(records, state('calendar', 'default', null, AUTUMN))).toEqual({
      id: 'the default calendar cannot be withdrawn',
    })
    expect(refused(records, calendar('always'))).toHaveProperty('id')
  })

  it('share no team at the same time', () => {
    const of = (id: string, teams: string[], validFrom: string | null): ConfigRecord => ({
      ...state('calendar', id, null, validFrom),
      ...BY,
      version: 1,
      body: { teams },
    })
    const found = (...records: ConfigRecord[]) =>
      calendarKind.check(worldOf(records)).filter(({ field }) => field.startsWith('teams'))
    expect(found(of('a', ['x', 'sales'], null), of('b', ['sales'], SUMMER))).toEqual([
      { kind: 'calendar', id: 'a', field: 'teams.1', message: 'sales belongs to calendar b' },
      { kind: 'calendar', id: 'b', field: 'teams.0', message: 'sales belongs to calendar a' },
    ])
    const gone: ConfigRecord = { ...of('a', [], SUMMER), version: 2, body: null }
    expect(found(of('a', ['sales'], null), gone, of('b', ['sales'], SUMMER))).toEqual([])
  })
})

it('what was wrong already keeps nobody from changing something else', () => {
  const twins = ['a', 'b'].flatMap((id) => stated(policy(id, { name: 'VIP' })))
  expect(refused([...stated(calendar('default')), ...twins], calendar('other'))).toEqual({})
})

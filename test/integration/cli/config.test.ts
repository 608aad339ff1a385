import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pegel } from '../../../pipelines/pegel.ts'
import { openAt, tempFolder } from '../pipeline/folder.ts'
import { pegel as runProcess } from './pegel.ts'
import { runOn } from './run.ts'

const folder = tempFolder()
let pegel: Pegel
beforeAll(async () => {
  pegel = await openAt(join(folder.path, 'a'))
})
afterAll(async () => {
  await pegel.close()
  folder.remove()
})

const cwd = folder.path
const run = (...argv: string[]) => runOn(pegel, ['config', ...argv], { cwd })
const file = (name: string, text: string) => writeFileSync(join(cwd, name), text)
const rows = (out: string) => JSON.parse(out) as Record<string, unknown>[]
const actions = (out: string) => rows(out).map(({ kind, id, action }) => `${kind} ${id} ${action}`)

const CHANGES = `
kind: calendar
id: support
valid_from: 2026-06-01T00:00:00Z
body:
  week: { tue: [['09:00', '12:00']], mon: [['09:00', '12:00'], ['13:00', '17:00']] }
  zone: Europe/Vienna
---
- kind: policy
  id: vip
  note: contract of November
  body:
    position: 10
    name: VIP
    conditions: { tier: { in: ['1', null] } }
    targets: { resolution: { calendar: support, minutes: { low: 60, urgent: 30 } } }
`

describe('config', () => {
  it('imports all of a file or nothing', async () => {
    file('bad.yml', CHANGES.replace('urgent: 30', 'urgent: 0').replace('Europe/Vienna', 'Europe/Wien'))
    expect(await run('import', 'bad.yml')).toEqual({
      code: 1,
      out: '',
      err: `calendar.support.zone: not an IANA time zone
policy.vip.targets.resolution.minutes.urgent: at least 1 minute
`,
    })
    file('none.yml', CHANGES.replace('calendar: support', 'calendar: nope'))
    expect(await run('import', 'none.yml')).toMatchObject({
      code: 1,
      err: 'policy.vip.targets.resolution.calendar: there is no calendar nope\n',
    })
    file('twice.yml', `${CHANGES}- { kind: calendar, id: support, body: {} }`)
    expect((await run('import', 'twice.yml')).err).toBe('2.id: calendar support is stated twice\n')
    file('broken.yml', 'kind: [')
    expect(await run('import', 'broken.yml')).toMatchObject({ code: 1, out: '' })
    file('odd.yml', '- { kind: nope, id: x, body: {}, extra: 1, valid_from: 2026-06-01 }')
    expect((await run('import', 'odd.yml')).err.split('\n').map((line) => line.split(':')[0])).toEqual([
      '0.kind',
      '0.valid_from',
      '0.extra',
      '',
    ])
    expect(await run('import', 'absent.yml')).toMatchObject({ code: 2, out: '' })
    expect((await run('export')).out).not.toContain('support')
  })

  it('says what would change, then changes it', async () => {
    file('good.yml', CHANGES)
    const dry = await run('import', 'good.yml', '--dry-run')
    expect(dry.code).toBe(0)
    expect(rows(dry.out)).toEqual([
      {
        kind: 'calendar',
        id: 'support',
        action: 'created',
        version: 1,
        valid_from: '2026-06-01T00:00:00Z',
        backdated: true,
        changes: [],
      },
      {
        kind: 'policy',
        id: 'vip',
        action: 'created',
        version: 1,
        valid_from: '2026-12-15T12:00:00Z',
        backdated: false,
        changes: [],
      },
    ])
    expect((await run('history', 'policy', 'vip')).code).toBe(2)
    const real = await run('import', 'good.yml')
    expect(real).toEqual({ ...dry, err: `${dry.err}0 clocks of the past changed\n` })
    expect(actions((await run('import', 'good.yml')).out)).toEqual([
      'calendar support unchanged',
      'policy vip unchanged',
    ])
    expect(rows((await run('history', 'policy', 'vip')).out)).toMatchObject([
      { version: 1, state: 'in_force', author: 'admin', note: 'contract of November' },
    ])
  })

  it('exports the same text wherever and however it was stated', async () => {
    expect(await run('export', 'all.yml')).toEqual({ code: 0, out: '', err: '' })
    const text = readFileSync(join(cwd, 'all.yml'), 'utf8')
    expect((await run('export')).out).toBe(text)
    expect(text).toContain(`- kind: calendar
  id: support
  body:
    zone: Europe/Vienna
    week:
      mon: [ [ "09:00", "12:00" ], [ "13:00", "17:00" ] ]
      tue: [ [ "09:00", "12:00" ] ]
`)
    expect(text).toContain('minutes: { urgent: 30, low: 60 }')
    expect(actions((await run('import', 'all.yml')).out).every((one) => one.endsWith('unchanged'))).toBe(true)

    const dated = (await run('export', '--dated')).out
    expect(dated).toContain('id: support\n  valid_from: "2026-06-01T00:00:00Z"\n')
    expect(dated).toContain('id: default\n  valid_from: null\n')
    file('dated.yml', dated)
    const other = await openAt(join(cwd, 'b'))
    const there = (...argv: string[]) => runOn(other, ['config', ...argv], { cwd })
    expect(actions((await there('import', 'dated.yml')).out)).toEqual([
      'calendar default unchanged',
      'calendar support created',
      'policy default unchanged',
      'policy vip created',
      'staffing default unchanged',
    ])
    expect((await there('export')).out).toBe(text)
    expect((await there('export', '--dated')).out).toBe(dated)
    await other.close()
  })

  it('holds an edited export from now on, and rewrites the past only where the file says so', async () => {
    const text = (await run('export')).out
    file('edited.yml', text.replace('high: 480', 'high: 481'))
    const edited = await run('import', 'edited.yml')
    expect(rows(edited.out)[2]).toMatchObject({
      id: 'default',
      action: 'changed',
      backdated: false,
      version: 2,
    })
    expect(edited.err).toBe('')
    file(
      'past.yml',
      text.replace('high: 480', 'high: 482').replaceAll('id: default', 'id: default\n  valid_from: null'),
    )
    const past = await run('import', 'past.yml')
    expect(rows(past.out).map(({ action, backdated }) => [action, backdated])).toEqual([
      ['unchanged', false],
      ['unchanged', false],
      ['changed', true],
      ['unchanged', false],
      ['unchanged', false],
    ])
    expect(past.err).toContain('policy default')
  })

  it('compares and restores versions', async () => {
    const diff = await run('diff', 'policy', 'default', '--from', '1', '--to', '2', '--format', 'csv')
    expect(diff.out).toBe('field,before,after\r\ntargets.resolution.minutes.high,480,481\r\n')
    const restored = await run('restore', 'policy', 'default', '1')
    expect(JSON.parse(restored.out)).toMatchObject({ version: 4, note: 'version 1 again' })
    expect(await run('restore', 'policy', 'default', '9')).toMatchObject({ code: 2, out: '' })
    expect(await run('restore', 'policy', 'default', 'x')).toMatchObject({ code: 2, out: '' })
    expect(await run('diff', 'policy', 'default', '--from', '1')).toMatchObject({ code: 0, out: '[]\n' })
  })

  it('takes the example of the documentation', async () => {
    const text = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
    file('documented.yml', /```yaml\n(.*?)```/s.exec(text)?.[1] ?? '')
    const { code, out } = await run('import', 'documented.yml', '--dry-run')
    expect([code, actions(out)]).toEqual([0, ['calendar default changed', 'policy vip changed']])
  })

  it('is a group with its own help, and starts a folder that is not there yet', async () => {
    const data = join(cwd, 'c')
    expect((await runProcess(['config', '--help'], { data })).out).toContain('restore')
    expect((await runProcess(['config', 'nope'], { data })).code).toBe(2)
    expect(await runProcess(['config', 'import', 'good.yml'], { data, cwd })).toMatchObject({ code: 0 })
  })
})

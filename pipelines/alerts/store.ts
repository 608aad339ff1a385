/** The tables of alerts: what is remembered, what happened, what is to be sent. */
import { hash } from 'node:crypto'
import type { Reader, Writer } from '../engine/port.ts'
import { instantText } from '../instant-text.ts'
import { keyOf, type Labels } from './alert.ts'
import type { Circle, Notice } from './state/dispatch.ts'
import type { Alert, Alerts } from './state/fold.ts'
import { type Health, healthy } from './state/health.ts'
import type { AlertState } from './state/machine.ts'

/** What is remembered of a rule. */
export interface Memory {
  /** Of what the rule looks at: another one is another rule. */
  print: string
  alerts: Alerts
  circles: ReadonlyMap<string, Circle>
  health: Health
}

export interface Turn {
  rule: string
  labels: Labels
  atMs: number
  turn: 'fired' | 'resolved' | 'no_data' | 'error'
  value: number | null
  n: number | null
  reason: string | null
}

export interface Outgoing {
  notice: Notice
  endpoints: readonly string[]
}

export async function readMemory(reader: Reader, nowMs: number): Promise<Map<string, Memory>> {
  const [states, circles, healths] = await Promise.all([
    reader.rows<{ rule: string; alert: string; print: string; body: string }>(
      'select rule, alert, print, body from alert_state',
    ),
    reader.rows<{ rule: string; circle: string; body: string }>(
      'select rule, circle, body from alert_circle',
    ),
    reader.rows<{ rule: string; body: string }>('select rule, body from alert_health'),
  ])
  const memory = new Map<
    string,
    { print: string; alerts: Map<string, Alert>; circles: Map<string, Circle>; health: Health }
  >()
  const of = (rule: string) => {
    const known = memory.get(rule) ?? {
      print: '',
      alerts: new Map(),
      circles: new Map(),
      health: healthy(nowMs),
    }
    memory.set(rule, known)
    return known
  }
  for (const { rule, body } of healths) {
    const { print, ...health } = JSON.parse(body) as Health & { print: string }
    Object.assign(of(rule), { health, print })
  }
  for (const { rule, alert, body } of states) {
    const { labels, state } = JSON.parse(body) as { labels: Labels; state: AlertState }
    of(rule).alerts.set(alert, { labels, state, reading: null })
  }
  for (const { rule, circle, body } of circles) of(rule).circles.set(circle, JSON.parse(body) as Circle)
  return memory
}

/** Writes what differs between two memories, and what came of it, inside the caller's transaction. */
export async function writeLook(
  tx: Writer,
  before: ReadonlyMap<string, Memory>,
  after: ReadonlyMap<string, Memory>,
  turns: readonly Turn[],
  outgoing: readonly Outgoing[],
): Promise<void> {
  const changes = differences(before, after)
  await replace(tx, 'alert_state', 'alert', changes.states)
  await replace(tx, 'alert_circle', 'circle', changes.circles)
  await replace(tx, 'alert_health', null, changes.healths)
  for (const turn of turns) {
    await tx.run('insert into alert_turn values ($1, $2, $3, $4::timestamp, $5, $6, $7, $8)', [
      turn.rule,
      keyOf(turn.labels),
      JSON.stringify(turn.labels),
      instantText(turn.atMs),
      turn.turn,
      turn.value,
      turn.n,
      turn.reason,
    ])
  }
  for (const { notice, endpoints } of outgoing) await writeNotice(tx, notice, endpoints)
}

/** The notice and a delivery to each endpoint; every delivery keeps its id over all attempts. */
export async function writeNotice(tx: Writer, notice: Notice, endpoints: readonly string[]): Promise<string> {
  const id = noticeId(notice)
  const at = instantText(notice.atMs)
  await tx.run('insert into alert_notice values ($1, $2, $3, $4::timestamp, $5)', [
    id,
    notice.rule,
    notice.kind,
    at,
    JSON.stringify(notice),
  ])
  for (const endpoint of endpoints) {
    await tx.run(
      `insert into alert_delivery
       values ($1, $2, $3, $4, $5::timestamp, 'waiting', 0, $5::timestamp, null, null, null)`,
      [`msg_${hash('sha256', `${id}|${endpoint}`, 'hex').slice(0, 26)}`, id, notice.rule, endpoint, at],
    )
  }
  return id
}

const noticeId = ({ rule, kind, labels, atMs }: Notice) =>
  hash('sha256', JSON.stringify([rule, kind, keyOf(labels), atMs]), 'hex').slice(0, 26)

interface Change {
  rule: string
  key: string
  print: string
  /** Null where nothing is left to remember. */
  body: string | null
}

function differences(before: ReadonlyMap<string, Memory>, after: ReadonlyMap<string, Memory>) {
  const states: Change[] = []
  const circles: Change[] = []
  const healths: Change[] = []
  for (const rule of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(rule), after.get(rule)]
    const print = is?.print ?? ''
    for (const key of keysOf(was?.alerts, is?.alerts)) {
      const [old, now] = [was?.alerts.get(key), is?.alerts.get(key)]
      if (old?.state === now?.state && was?.print === is?.print) continue
      const body = now ? JSON.stringify({ labels: now.labels, state: now.state }) : null
      states.push({ rule, key, print, body })
    }
    for (const key of keysOf(was?.circles, is?.circles)) {
      const [old, now] = [was?.circles.get(key), is?.circles.get(key)]
      if (old === now) continue
      const body = now ? JSON.stringify(now) : null
      if (body !== (old ? JSON.stringify(old) : null)) circles.push({ rule, key, print, body })
    }
    const [old, now] = [was && healthText(was), is ? healthText(is) : null]
    if (old !== now) healths.push({ rule, key: '', print, body: now })
  }
  return { states, circles, healths }
}

const healthText = ({ health, print }: Memory) => JSON.stringify({ ...health, print })
const keysOf = (...maps: readonly (ReadonlyMap<string, unknown> | undefined)[]) =>
  new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))

/** Deletes and inserts in one statement each, however many there are. */
async function replace(
  tx: Writer,
  table: string,
  key: string | null,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return
  const given = JSON.stringify(changes)
  const shape = `'[{"rule":"varchar","key":"varchar","print":"varchar","body":"varchar"}]'`
  const rows = `(select unnest(from_json($1::json, ${shape}), recursive := true))`
  const same = key === null ? 'given.rule = kept.rule' : `given.rule = kept.rule and given.key = kept.${key}`
  await tx.run(`delete from ${table} as kept where exists (select 1 from ${rows} as given where ${same})`, [
    given,
  ])
  const columns =
    table === 'alert_state' ? 'rule, key, print, body' : key === null ? 'rule, body' : 'rule, key, body'
  await tx.run(`insert into ${table} select ${columns} from ${rows} as given where body is not null`, [given])
}

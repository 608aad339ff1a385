import { type CanonicalEvent, event } from '../../events/event.ts'
import { type Findings, plainWord } from '../findings.ts'
import { isoInstant, unixSeconds } from '../instant.ts'
import { type Dict, dict, list } from '../json-body.ts'
import { messageHash } from '../keys.ts'
import { eachOf } from '../problem.ts'
import type { ConfigField } from './config-fields.ts'
import { chosenId, personOf } from './person.ts'

/** An account-level change, and what mapping it needs. */
export interface ConfigChange {
  readonly source: string
  readonly waba: string
  readonly field: string
  readonly value: Dict
  /** `entry[].time`, where Meta states it. */
  /** When Meta says it happened, else when it was received: some account-level changes carry no time at all. */
  readonly occurredAt: string
  readonly isTimed: boolean
  readonly found: Findings
  pseudonym(identifier: string): string
}

const LONGEST = 120

/** Turns an account-level change into `config.changed`. Returns what is wrong with it. */
export function mapConfigChange(change: ConfigChange, rule: ConfigField): string[] {
  const missing = (rule.require ?? []).filter((path) => valueAt(change.value, path) === undefined)
  if (missing.length > 0) return missing.map((path) => `${path}: missing`)
  const { occurredAt } = change
  if (change.field === 'user_preferences') return preferences(change, occurredAt)
  if (change.field === 'smb_app_state_sync') return appState(change, occurredAt)
  if (rule.events && !rule.events.has(String(change.value.event))) {
    change.found.unmapped('status', change.value.event)
    return []
  }
  const attrs: Record<string, string | number | boolean> = {}
  for (const path of rule.keep) {
    const value = valueAt(change.value, path)
    if (isSmall(value)) attrs[path.slice(path.lastIndexOf('.') + 1)] = value
  }
  push(change, occurredAt, attrs, { template: nameOf(change.value.message_template_name) })
  return []
}

/** Marketing opt-outs and opt-ins: the choice, under the customer's pseudonym. */
function preferences(change: ConfigChange, occurredAt: string): string[] {
  return eachOf(change.value.user_preferences, 'user_preferences', dict, (preference) => {
    const at = instantOf(preference.timestamp, occurredAt)
    if (typeof at !== 'string') return `timestamp: ${at.problem}`
    const customer = chosenId(personOf(preference.parent_user_id, preference.user_id, preference.wa_id))
    const attrs = {
      category: plainWord(preference.category) ?? undefined,
      value: plainWord(preference.value) ?? undefined,
    }
    push(change, at, attrs, { customerId: customer === null ? null : change.pseudonym(customer) })
    return null
  })
}

/** Address book of the phone app: how many entries came and went, never whose. */
function appState(change: ConfigChange, occurredAt: string): string[] {
  const all = list(change.value.state_sync)
  if (!all) return ['state_sync: not a list']
  const counts: Record<string, number> = {}
  for (const entry of all) {
    const action = dict(entry)?.action
    const key = action === 'add' || action === 'remove' ? action : 'other'
    counts[key] = (counts[key] ?? 0) + 1
  }
  push(change, occurredAt, counts, {})
  return []
}

function push(
  change: ConfigChange,
  occurredAt: string,
  attrs: Readonly<Record<string, unknown>>,
  more: Partial<CanonicalEvent>,
): void {
  const json = JSON.stringify(attrs)
  const stated = change.isTimed ? occurredAt : ''
  const fact = `${change.field}|${stated}|${more.customerId ?? ''}|${json}`
  change.found.events.push(
    event({
      source: change.source,
      account: change.waba,
      dedupeKey: `cfg:${messageHash(change.waba, fact)}`,
      type: 'config.changed',
      occurredAt,
      scopeKey: `config:${change.source}:${change.waba}`,
      channel: 'whatsapp',
      rawType: change.field,
      attrs: json === '{}' ? null : json,
      ...more,
    }),
  )
}

/** Falls back where nothing is stated. */
export function instantOf(stated: unknown, fallback: string): string | { problem: string } {
  if (stated === undefined || stated === null) return fallback
  const seconds = unixSeconds(stated, Date.parse(fallback) / 1000)
  return typeof seconds === 'string' ? { problem: seconds } : isoInstant(seconds)
}

function valueAt(value: Dict, path: string): unknown {
  let at: unknown = value
  for (const part of path.split('.')) at = dict(at)?.[part]
  return at ?? undefined
}

function isSmall(value: unknown): value is string | number | boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && value.length <= LONGEST)
  )
}

function nameOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= LONGEST ? value : null
}

import { notFound } from '../errors.ts'
import { kindOf } from './kinds.ts'
import type { ConfigRecord } from './record.ts'
import { endOf, startOf, timelinesOf } from './timeline.ts'

/** Whether a version holds now, will, no longer does (nor ever will, as things stand), or ends what held. */
export type State = 'in_force' | 'planned' | 'superseded' | 'withdrawn'
export type StatedRecord = ConfigRecord & { state: State }

/** Records of one kind with the state that each is in at `nowMs`, in their order. */
export function withStates(records: readonly ConfigRecord[], nowMs: number): StatedRecord[] {
  const timelines = new Map(timelinesOf(records).map((one) => [one.id, one]))
  return records.map((record) => {
    if (record.body === null) return { ...record, state: 'withdrawn' }
    const span = timelines.get(record.id)?.spans.find((one) => one.version === record.version)
    if (!span || endOf(span) <= nowMs) return { ...record, state: 'superseded' }
    return { ...record, state: startOf(span) > nowMs ? 'planned' : 'in_force' }
  })
}

/** The versions of one id. Throws `not_found` where there is no such kind or nothing was ever stated. */
export function versionsOf(records: readonly ConfigRecord[], kind: string, id: string): ConfigRecord[] {
  kindOf(kind)
  const versions = records.filter((record) => record.kind === kind && record.id === id)
  if (versions.length === 0) throw notFound(`there is no ${kind} ${id}`)
  return versions
}

/** One version of one id; throws `not_found`. */
export function versionOf(versions: readonly ConfigRecord[], version: number): ConfigRecord {
  const found = versions.find((record) => record.version === version)
  const [any] = versions
  if (!found) throw notFound(`${any?.kind} ${any?.id} has no version ${version}`)
  return found
}

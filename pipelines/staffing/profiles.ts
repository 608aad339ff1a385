import { readRecords } from '../config/records.ts'
import { timelinesOf } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'
import { notFound } from '../errors.ts'
import type { QueueId } from '../queue-id.ts'
import { type Profile, profileFor, type QueueProfile } from './profile.ts'

/** The profile that holds for a queue at an instant. Throws `not_found` when none does. */
export async function readProfile(reader: Reader, queue: QueueId, atMs: number): Promise<QueueProfile> {
  const timelines = timelinesOf<Profile>(await readRecords(reader, { kind: 'staffing' }))
  const profile = profileFor(timelines, queue, atMs)
  if (!profile) throw notFound('no staffing profile is in force')
  return profile
}

/** What is asked of a queue, as it is configured: versions with an instant from which they hold. */
import { z } from 'zod'
import { holdingAt, type Timeline } from '../config/timeline.ts'
import type { QueueId } from '../queue-id.ts'
import { checkSettings, type Settings, settingsSchema, settingsShape } from './settings.ts'

const attribute = z.string().min(1, 'at least one character').max(200).optional()

export const profileSchema = z
  .strictObject({
    /** Queues it is for; what is left out is any. The most particular one applies: team and channel, then team, then channel. */
    applies: z.strictObject({ team: attribute, channel: attribute }).default({}),
    /** Seconds of one conversation alone; null: as measured. */
    handle_time_s: z
      .number('a number')
      .positive('more than 0')
      .max(1e6, 'at most 1,000,000 seconds')
      .nullable()
      .default(null),
    ...settingsShape,
  })
  .superRefine(checkSettings)
export type Profile = z.infer<typeof profileSchema>

/** What a folder starts with, for every queue. */
export const defaultProfile: z.input<typeof profileSchema> = {
  targets: { service_level: { share: 0.8, within_s: 300 }, occupancy: 0.85 },
  concurrency: 3,
  slowdown: 0.2,
  shrinkage: 0.25,
  minimum: 1,
  closed: 'at_opening',
}

export interface QueueProfile {
  /** Id of the configured profile. */
  id: string
  version: number
  handleTimeS: number | null
  settings: Settings
}

/**
 * The profile that applies to a queue at an instant (Unix milliseconds), or null when none is in force.
 * @example profileFor(timelines, { team: 'billing', channel: 'whatsapp' }, Date.now())?.settings.targets
 */
export function profileFor(
  timelines: readonly Timeline<Profile>[],
  queue: QueueId,
  atMs: number,
): QueueProfile | null {
  const matching = timelines
    .flatMap((timeline) => {
      const span = holdingAt(timeline, atMs)
      return span && fits(span.body, queue)
        ? [{ id: timeline.id, version: span.version, body: span.body }]
        : []
    })
    .sort((a, b) => particular(b.body) - particular(a.body) || (a.id < b.id ? -1 : 1))
  const [first] = matching
  if (!first) return null
  const { applies: _, handle_time_s, ...settings } = first.body
  return {
    id: first.id,
    version: first.version,
    handleTimeS: handle_time_s,
    settings: settingsSchema.parse(settings),
  }
}

const fits = ({ applies }: Profile, queue: QueueId) =>
  (applies.team === undefined || applies.team === queue.team) &&
  (applies.channel === undefined || applies.channel === queue.channel)

const particular = ({ applies }: Profile) =>
  (applies.team === undefined ? 0 : 2) + (applies.channel === undefined ? 0 : 1)

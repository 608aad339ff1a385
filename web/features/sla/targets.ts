/** What a policy can promise, in the order in which people read it. */
import type { Policy } from '../../../pipelines/config/policy.ts'

export const TARGETS = ['first_response', 'next_response', 'resolution'] as const
export type Target = (typeof TARGETS)[number]
export type Promised = NonNullable<Policy['targets'][Target]>

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

export const PAUSES = ['new', 'pending', 'on_hold'] as const
export type Pause = (typeof PAUSES)[number]

export const isTarget = (text: string | null): text is Target => TARGETS.some((target) => target === text)

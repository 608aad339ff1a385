import type { CanonicalEvent } from '../../events/event.ts'

/** Columns that an event type adds to those all events share, or `<path>: <reason>` where it needs what is not there. */
export type Columns = Partial<CanonicalEvent> | string

/** What a source dates ahead of its arrival: taken for what has just happened, with the claim kept. */
import type { CanonicalEvent } from '../events/event.ts'
import { epochMs } from '../sources/instant.ts'

/** Clocks of senders may differ from ours by so much without a word. */
const TOLERANCE_MS = 5 * 60_000

/**
 * The event itself, or where it claims an instant more than five minutes ahead of its arrival, one that happened on arrival, with
 * the claim in `attrs.claimed_at`. Follows from event and `receivedAt` alone, so loading again gives the same.
 */
export function withoutSkew(event: CanonicalEvent, receivedAt: string): CanonicalEvent {
  // Nearly all lie in the past, and ISO instants of UTC sort as text.
  if (event.occurredAt <= receivedAt) return event
  if (epochMs(event.occurredAt) <= epochMs(receivedAt) + TOLERANCE_MS) return event
  const attrs = event.attrs === null ? {} : (JSON.parse(event.attrs) as object)
  return {
    ...event,
    occurredAt: receivedAt,
    attrs: JSON.stringify({ ...attrs, claimed_at: event.occurredAt }),
  }
}

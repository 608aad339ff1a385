/** A conversation told in order: the table that says what the picture shows. Instants are epoch milliseconds. */
import type { Timeline } from '../../../../pipelines/pegel.ts'
import { type Fields, instantIn, numberIn, textIn } from '../fields.ts'
import { ACTORS, type Actor } from '../timeline/model.ts'

export type Entry = { at: number } & (
  | {
      kind: 'message'
      actor: Actor
      actorId: string | null
      inbound: boolean
      content: string | null
      length: number | null
      failed: boolean
    }
  | { kind: 'status'; status: string; assignee: string | null; team: string | null }
  | { kind: 'answered'; waitedS: number; businessS: number | null }
  | { kind: 'due' | 'breached'; target: string }
  | { kind: 'stopped'; target: string; state: string; elapsedS: number | null; pausedS: number | null }
  | { kind: 'handoff'; waitedS: number | null }
  | { kind: 'rating'; score: number | null }
  | { kind: 'call'; lastedS: number | null; answered: boolean }
)

/** Rank at one instant: what causes comes before what follows from it. */
const RANK: Readonly<Record<Entry['kind'], number>> = {
  due: 0,
  breached: 1,
  message: 2,
  call: 2,
  handoff: 3,
  answered: 4,
  stopped: 5,
  status: 6,
  rating: 7,
}

/** `until` leaves out what has not happened yet: due instants in the future. */
export function storyOf(timeline: Timeline, until: number): Entry[] {
  const entries = [
    ...timeline.messages.flatMap(message),
    ...timeline.statusIntervals.flatMap(status),
    ...timeline.responses.flatMap(answer),
    ...timeline.clocks.flatMap(clockEntries),
    ...timeline.handoffs.flatMap(handoff),
    ...timeline.ratings.flatMap(rating),
    ...timeline.calls.flatMap(call),
  ]
  return entries.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind])
}

function message(row: Fields): Entry[] {
  const at = instantIn(row, 'sent_at')
  const actor = textIn(row, 'actor_type')
  if (at === null) return []
  return [
    {
      at,
      kind: 'message',
      actor: ACTORS.find((known) => known === actor) ?? 'unknown',
      actorId: textIn(row, 'actor_id'),
      inbound: row.direction === 'inbound',
      content: textIn(row, 'content_kind'),
      length: numberIn(row, 'content_length'),
      failed: row.failed === true,
    },
  ]
}

function status(row: Fields): Entry[] {
  const at = instantIn(row, 'from_at')
  const name = textIn(row, 'status')
  return at === null || name === null
    ? []
    : [{ at, kind: 'status', status: name, assignee: textIn(row, 'assignee'), team: textIn(row, 'team') }]
}

function answer(row: Fields): Entry[] {
  const at = instantIn(row, 'answered_at')
  const waitedS = numberIn(row, 'response_s')
  return at === null || waitedS === null
    ? []
    : [{ at, kind: 'answered', waitedS, businessS: numberIn(row, 'response_business_s') }]
}

function clockEntries(row: Fields): Entry[] {
  const target = textIn(row, 'target')
  if (target === null) return []
  const [due, breached, stopped] = ['due_at', 'breached_at', 'stopped_at'].map((name) => instantIn(row, name))
  const entries: Entry[] = []
  if (breached != null) entries.push({ at: breached, kind: 'breached', target })
  else if (due != null && stopped == null) entries.push({ at: due, kind: 'due', target })
  if (stopped != null) {
    entries.push({
      at: stopped,
      kind: 'stopped',
      target,
      state: textIn(row, 'state') ?? '',
      elapsedS: numberIn(row, 'elapsed_s'),
      pausedS: numberIn(row, 'paused_s'),
    })
  }
  return entries
}

function handoff(row: Fields): Entry[] {
  const at = instantIn(row, 'handed_at')
  return at === null ? [] : [{ at, kind: 'handoff', waitedS: numberIn(row, 'to_human_s') }]
}

function rating(row: Fields): Entry[] {
  const at = instantIn(row, 'rated_at')
  return at === null ? [] : [{ at, kind: 'rating', score: numberIn(row, 'score') }]
}

function call(row: Fields): Entry[] {
  const at = instantIn(row, 'started_at')
  return at === null
    ? []
    : [{ at, kind: 'call', lastedS: numberIn(row, 'duration_s'), answered: row.answered === true }]
}

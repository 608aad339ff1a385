/** What a bot or a website may promise a customer who writes to a queue now. */
import { compileDays } from '../../calendars/compile.ts'
import { DAY_MS } from '../../calendars/days.ts'
import { deadlineWithin } from '../../calendars/deadline.ts'
import type { Reader } from '../../engine/port.ts'
import { notFound } from '../../errors.ts'
import { instantText } from '../../instant-text.ts'
import { type QueueId, queueOf } from '../../queue-id.ts'
import { calendarFor } from '../calendar-for.ts'
import { backtest, type Held, type Promise as Promised, promisesFor, TRIED_DAYS, tableAt } from './promise.ts'
import { walkLine } from './states.ts'
import { turnsOf } from './turn.ts'

export interface ExpectedWait {
  queue: QueueId
  asOf: string
  isOpen: boolean
  /** The next opening while closed. */
  opensAt: string | null
  /** Customers in line for a person. */
  waiting: number
  /** Answered, or gone, in the last open hour. */
  leftLastHour: number
  /** Null where too little is known: promise nothing then. */
  promises: (Promised & { at: string | null })[] | null
  /** Whether earlier promises, made from what was known at the time, were kept. */
  calibration: { from: string; to: string; n: number; held: Held[] }
}

const AHEAD_DAYS = 60

/**
 * Waits are in open seconds of the team's calendar; `at` is the instant by which they have passed. Throws `not_found` for a
 * queue without a single turn in ten weeks.
 * @example (await expectedWait(pegel, { queue: 'billing~whatsapp' })).promises[1] // { share: 0.8, withinS: 540, at: '2026-11-26T14:09:00Z' }
 */
export async function expectedWait(
  context: { engine: Reader; now(): Date },
  input: { queue: string },
): Promise<ExpectedWait> {
  const queue = queueOf(input.queue)
  const nowMs = context.now().getTime()
  const turns = await turnsOf(context.engine, queue, nowMs)
  if (turns.length === 0) throw notFound(`nobody has written to queue ${input.queue} in ten weeks`)
  const calendar = await calendarFor(context.engine, queue.team, nowMs)
  const today = Math.floor(nowMs / DAY_MS)
  const open = compileDays(calendar, today - 2, today + AHEAD_DAYS)
  const current = open.intervals.find((one) => one.closesAtMs > nowMs)
  const isOpen = current !== undefined && current.opensAtMs <= nowMs
  const { seen, now } = walkLine(turns, nowMs, await openPosition(context.engine, queue.team, nowMs))
  const promises = promisesFor(tableAt(seen, today * DAY_MS), now)
  return {
    queue,
    asOf: instantText(nowMs),
    isOpen,
    opensAt: isOpen || !current ? null : instantText(current.opensAtMs),
    waiting: now.ahead,
    leftLastHour: now.leftLastHour,
    promises:
      promises?.map((promise) => {
        const at = deadlineWithin(open, nowMs, promise.withinS * 1000, 'close')
        return { ...promise, at: at === null ? null : instantText(at) }
      }) ?? null,
    calibration: {
      from: instantText((today - TRIED_DAYS) * DAY_MS),
      to: instantText(nowMs),
      ...backtest(seen, nowMs),
    },
  }
}

/** Where an instant lies on the axis of open time that the facts count by. */
async function openPosition(reader: Reader, team: string | null, atMs: number): Promise<number> {
  const [row] = await reader.rows<{ ms: number | null }>(
    `select open_ms_before + case when is_open then $2::bigint - epoch_ms(from_at) else 0 end as ms
     from calendar_stretch
     where calendar_no = coalesce(
         (select calendar_no from team_calendar where team = $1),
         (select calendar_no from team_calendar where team = '')
       ) and day = cast(epoch_ms($2::bigint) as date)
       and epoch_ms(from_at) <= $2::bigint and epoch_ms(to_at) > $2::bigint`,
    [team ?? '', Math.floor(atMs)],
  )
  return Number(row?.ms ?? 0)
}

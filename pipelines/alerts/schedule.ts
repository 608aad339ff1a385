/** When a rule looks and when it speaks: the calendars of the configuration. */
import type { Calendar } from '../calendars/calendar.ts'
import { type CompiledCalendar, compileCalendar } from '../calendars/compile.ts'
import { elapsedMs, lastWhere } from '../calendars/elapsed.ts'
import { holdingAt, readTimelines } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'

export interface OpenTime {
  isOpen(atMs: number): boolean
  /** Open milliseconds between two instants. */
  openMs(fromMs: number, toMs: number): number
}

export const ALWAYS: OpenTime = {
  isOpen: () => true,
  openMs: (fromMs, toMs) => Math.max(0, toMs - fromMs),
}

/**
 * The calendars by id as they hold at an instant, for stretches of `years` around it; `always` is around the clock. An id
 * that does not hold any more is around the clock too: better a warning at night than none.
 */
export async function readSchedules(reader: Reader, atMs: number): Promise<(id: string) => OpenTime> {
  const { calendars } = await readTimelines(reader)
  const year = new Date(atMs).getUTCFullYear()
  const made = new Map<string, OpenTime>()
  return (id) => {
    const known = made.get(id)
    if (known) return known
    const body = holdingAt(
      calendars.find((one) => one.id === id),
      atMs,
    )?.body
    const schedule = body ? compiled(body, year) : ALWAYS
    made.set(id, schedule)
    return schedule
  }
}

/** Compiling takes longer than a look; a calendar is compiled once a year and version. */
function compiled(body: Calendar, year: number): OpenTime {
  const key = `${year} ${JSON.stringify(body)}`
  const known = compilations.get(key)
  if (known) return known
  if (compilations.size >= MOST_COMPILATIONS) compilations.clear()
  const made = openTimeOf(compileCalendar(body, `${year - 2}-01-01`, `${year + 1}-12-31`))
  compilations.set(key, made)
  return made
}

const MOST_COMPILATIONS = 100
const compilations = new Map<string, OpenTime>()

function openTimeOf(calendar: CompiledCalendar): OpenTime {
  const within = (ms: number) => Math.min(Math.max(ms, calendar.fromMs), calendar.toMs - 1)
  return {
    isOpen(atMs) {
      const { intervals } = calendar
      const interval = intervals[lastWhere(intervals, (one) => one.opensAtMs <= atMs)]
      return interval !== undefined && atMs < interval.closesAtMs
    },
    openMs: (fromMs, toMs) => elapsedMs(calendar, within(fromMs), within(toMs)),
  }
}

/**
 * Business time the slow way: minute by minute along the wall clock of `Intl`, whose hands are never put back. A stretch
 * begins once the hands have come to its opening or passed it, and ends likewise; an hour that is repeated lasts two.
 */
import { type Calendar, WEEKDAYS } from './calendar.ts'

const MINUTE_MS = 60_000
/** No clock is put back by more. */
const LOOK_BACK = 26 * 60

/** Open minutes in `[fromMs, toMs)`; both on the minute, as are the pauses. */
export function walkedMinutes(calendar: Calendar, fromMs: number, toMs: number): number {
  const clock = wallMinutes(calendar.zone)
  const pauses = calendar.pauses.map(([from, to]) => [Date.parse(from), Date.parse(to)] as const)
  const days = new Map<number, readonly (readonly [number, number])[]>()
  let hands = Number.NEGATIVE_INFINITY
  let open = 0
  for (let minute = fromMs / MINUTE_MS - LOOK_BACK; minute < toMs / MINUTE_MS; minute++) {
    hands = Math.max(hands, clock(minute))
    const at = minute * MINUTE_MS
    if (at < fromMs || pauses.some(([from, to]) => from <= at && at < to)) continue
    const day = Math.floor(hands / 1440)
    const hours = days.get(day) ?? hoursOn(calendar, day)
    days.set(day, hours)
    if (hours.some(([opens, closes]) => opens <= hands - day * 1440 && hands - day * 1440 < closes)) open += 1
  }
  return open
}

function hoursOn(calendar: Calendar, day: number): [number, number][] {
  const date = new Date(day * 86_400_000)
  const iso = date.toISOString().slice(0, 10)
  const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7] as (typeof WEEKDAYS)[number]
  const isHoliday = calendar.holidays.some((one) => one === iso)
  const hours = calendar.date_hours[iso] ?? (isHoliday ? [] : (calendar.week[weekday] ?? []))
  return hours.map(([open, close]) => [minuteOf(open), minuteOf(close)])
}

const minuteOf = (time: string) => {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}

const BLOCK = 30
const clocks = new Map<string, (minute: number) => number>()

/** Wall time in minutes, of a minute; asked of `Intl` by the half hour unless the clocks change within it. */
function wallMinutes(zone: string): (minute: number) => number {
  const known = clocks.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const asked = new Map<number, number>()
  const ask = (minute: number) => Date.parse(`${format.format(minute * MINUTE_MS)}Z`) / MINUTE_MS
  const start = (block: number) => {
    const wall = asked.get(block) ?? ask(block * BLOCK)
    asked.set(block, wall)
    return wall
  }
  const clock = (minute: number) => {
    const block = Math.floor(minute / BLOCK)
    const wall = start(block)
    return start(block + 1) - wall === BLOCK ? wall + minute - block * BLOCK : ask(minute)
  }
  clocks.set(zone, clock)
  return clock
}

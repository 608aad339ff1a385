/** Names of weeks for the picker, by ISO 8601. */
export interface PickedWeek {
  id: string
  number: number
  /** ISO dates of Monday and Sunday. */
  monday: string
  sunday: string
}

const DAY = 86_400_000

/** The week of a calendar day such as `2026-11-18`. */
export function weekOfDay(day: string): PickedWeek {
  const at = Date.parse(`${day}T00:00:00Z`)
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY
  const year = new Date(monday + 3 * DAY).getUTCFullYear()
  const fourth = Date.UTC(year, 0, 4)
  const first = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY
  const number = Math.round((monday - first) / (7 * DAY)) + 1
  const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return {
    id: `${year}-W${String(number).padStart(2, '0')}`,
    number,
    monday: iso(monday),
    sunday: iso(monday + 6 * DAY),
  }
}

/** So many weeks back from the one that a day lies in, the latest first. */
export function weeksBefore(today: string, count: number): PickedWeek[] {
  const monday = Date.parse(`${weekOfDay(today).monday}T00:00:00Z`)
  return Array.from({ length: count }, (_, back) =>
    weekOfDay(new Date(monday - back * 7 * DAY).toISOString().slice(0, 10)),
  )
}

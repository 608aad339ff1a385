import { holdingAt, readTimelines } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'
import { nextDaysOff } from '../sla/days-off.ts'
import type { DayOff, WeeklyFigures } from './figures.ts'
import type { Week } from './week.ts'

/** Working days on which a calendar departs from its week: what makes two weeks differ before anybody did anything. */
export async function daysOffIn(
  context: { engine: Reader },
  weeks: { week: Week; before: Week; next: Week },
): Promise<WeeklyFigures['daysOff']> {
  const { calendars } = await readTimelines(context.engine)
  const found = calendars.flatMap((timeline) => {
    const startMs = Date.parse(weeks.before.from)
    const body = holdingAt(timeline, startMs)?.body ?? holdingAt(timeline, Date.parse(weeks.week.to))?.body
    return body
      ? nextDaysOff(body, startMs).map(
          ({ date, name }): DayOff => ({ date, calendar: body.name ?? timeline.id, name }),
        )
      : []
  })
  const within = ({ monday, sunday }: Week) =>
    found
      .filter(({ date }) => monday <= date && date <= sunday)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.calendar < b.calendar ? -1 : 1))
  return { week: within(weeks.week), before: within(weeks.before), next: within(weeks.next) }
}

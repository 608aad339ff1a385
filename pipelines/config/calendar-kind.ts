import { type Calendar, calendarSchema, defaultCalendar } from '../calendars/calendar.ts'
import type { Finding, Kind, World } from './kind.ts'
import { firstGap, simultaneous } from './overlap.ts'

/** Words that a policy's target may say instead of a calendar's id. */
export const NO_CALENDAR_IDS: readonly string[] = ['team', 'always']

export const calendarKind: Kind<Calendar> = {
  kind: 'calendar',
  label: { en: 'Business hours', de: 'Geschäftszeiten' },
  schema: calendarSchema,
  seeds: { default: defaultCalendar },
  check: (world) => [...reserved(world), ...defaultStays(world), ...oneCalendarPerTeam(world)],
}

function reserved(world: World): Finding[] {
  return world
    .of('calendar')
    .filter(({ id }) => NO_CALENDAR_IDS.includes(id))
    .map(({ id }) => finding(id, 'id', `${id} has a meaning of its own in policies`))
}

function defaultStays(world: World): Finding[] {
  const timeline = world.of('calendar').find(({ id }) => id === 'default')
  return firstGap(timeline, { fromMs: null, toMs: null }) === null
    ? []
    : [finding('default', 'id', 'the default calendar cannot be withdrawn')]
}

function oneCalendarPerTeam(world: World): Finding[] {
  const timelines = world.of<{ teams?: readonly string[] }>('calendar')
  return [...simultaneous(timelines)].flatMap(({ one, oneId, other, otherId }) => {
    const [a, b] = [one.body.teams ?? [], other.body.teams ?? []]
    return a
      .filter((team) => b.includes(team))
      .flatMap((team) => [
        finding(oneId, `teams.${a.indexOf(team)}`, `${team} belongs to calendar ${otherId}`),
        finding(otherId, `teams.${b.indexOf(team)}`, `${team} belongs to calendar ${oneId}`),
      ])
  })
}

const finding = (id: string, field: string, message: string): Finding => ({
  kind: 'calendar',
  id,
  field,
  message,
})

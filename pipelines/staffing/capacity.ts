/** What the people on shift can take: saved rosters and measured handle times → contacts per hour. */
import type { ConfigContext } from '../config/context.ts'
import { listConfig } from '../config/verbs/list.ts'
import type { KnownQueue } from '../forecast/service/queue.ts'
import { instantText } from '../instant-text.ts'
import { parseInstant } from '../metrics/range.ts'
import type { Filter } from '../metrics/types.ts'
import type { StoredRoster } from '../roster/model/stored.ts'
import { calendarFor } from './calendar-for.ts'
import { type Covered, coveredPart, namesOf } from './covered.ts'
import { agentSecondsEach, handleAlone, type MeasuredLoad } from './handle-time.ts'
import { openSecondsOf } from './open-seconds.ts'
import { averagePerInterval } from './plan.ts'
import { readProfile } from './profiles.ts'
import { presenceOfShifts, type Shift } from './simulation/presence.ts'

export interface CapacityContext extends Pick<ConfigContext, 'engine' | 'now'> {
  queues(): Promise<KnownQueue[]>
  loads(): Promise<ReadonlyMap<string, MeasuredLoad>>
}

/** Why there is no capacity to show. */
export const NO_CAPACITY = ['filters', 'no_roster', 'no_skill', 'partly', 'no_handle_time'] as const

export interface Capacity {
  /** Starts of the hours, elapsed ones from `from` on. */
  time: string[]
  /** People on shift and not on a break, on average over the hour. */
  people: number[]
  /** Contacts that they can take while kept as busy as the staffing profiles allow, less shrinkage. */
  contacts: number[]
  /** Whether any of the queues is open at some time of the hour. */
  open: boolean[]
  /** Null where there is one. */
  missing: (typeof NO_CAPACITY)[number] | null
  /** Where people are rostered for a part only. */
  covered: Covered | null
}

const HOUR_S = 3600

/**
 * Staffed capacity per hour of `[from, to)`. Of each team the roster saved last counts. Under filters on team and channel those people count who have a skill named as
 * a queue that they let through: by its id (`team~channel`), its team or its channel; without filters everybody. Where skills name queues
 * that get less than nine tenths of the contacts, what those people can take is nothing to hold against all: it is missing `partly`. A
 * contact takes what it takes on average over the queues of the last eight weeks. Throws `invalid` on the range.
 */
export async function staffedCapacity(
  context: CapacityContext,
  input: { from: string; to: string; filters?: readonly Filter[] | undefined },
): Promise<Capacity> {
  const { filters = [] } = input
  const [fromMs, toMs] = (['from', 'to'] as const).map((field) =>
    parseInstant(input[field], field, 'UTC', context.now()),
  ) as [number, number]
  const hours = Math.max(0, Math.min(31 * 24, Math.ceil((toMs - fromMs) / (HOUR_S * 1000))))
  const none = (missing: Capacity['missing'], covered: Capacity['covered'] = null): Capacity => ({
    time: [],
    people: [],
    contacts: [],
    open: [],
    missing,
    covered,
  })
  if (filters.some(({ dimension }) => dimension !== 'team' && dimension !== 'channel')) return none('filters')
  const rosters = await rostersIn(context, fromMs, fromMs + hours * HOUR_S * 1000)
  if (rosters.length === 0) return none('no_roster')
  const queues = (await context.queues()).filter((queue) => passes(queue, filters))
  const names = new Set(queues.flatMap(namesOf))
  const shifts = rosters.flatMap((roster) => shiftsOf(roster, fromMs, filters.length > 0 ? names : null))
  if (shifts.length === 0) return none(filters.length > 0 ? 'no_skill' : 'no_roster')
  const skills = rosters.flatMap(({ problem }) => problem.people.flatMap((person) => person.skills))
  const covered = coveredPart(queues, new Set(skills))
  if (covered) return none('partly', covered)
  const each = await timeEach(context, queues)
  if (each === null) return none('no_handle_time')
  const people = averagePerInterval(presenceOfShifts(shifts), HOUR_S, hours)
  return {
    time: people.map((_, i) => instantText(fromMs + i * HOUR_S * 1000)),
    people,
    contacts: people.map((count) => (count * (1 - each.shrinkage) * HOUR_S) / each.agentS),
    open: await openHours(context, queues, fromMs, hours),
    missing: null,
    covered: null,
  }
}

async function openHours(
  { engine }: CapacityContext,
  queues: readonly KnownQueue[],
  fromMs: number,
  hours: number,
): Promise<boolean[]> {
  const open = Array<boolean>(hours).fill(false)
  for (const team of new Set(queues.map((queue) => queue.team))) {
    const calendar = await calendarFor(engine, team, fromMs)
    openSecondsOf(calendar, fromMs, HOUR_S, hours).forEach((seconds, i) => {
      if (seconds > 0) open[i] = true
    })
  }
  return open
}

/** Of each team the one saved last, among those that have a shift in the range. */
async function rostersIn(context: CapacityContext, fromMs: number, toMs: number): Promise<StoredRoster[]> {
  const latest = new Map<string, { recordedAt: string; roster: StoredRoster }>()
  for (const { id, recordedAt, body } of await listConfig(context, { kind: 'roster' })) {
    const roster = body as unknown as StoredRoster
    const team = roster.team?.id ?? `roster ${id}`
    const isIn = roster.shifts.some(({ start, end }) => Date.parse(start) < toMs && Date.parse(end) > fromMs)
    if (isIn && (latest.get(team)?.recordedAt ?? '') <= recordedAt) latest.set(team, { recordedAt, roster })
  }
  return [...latest.values()].map(({ roster }) => roster)
}

function shiftsOf({ problem, shifts }: StoredRoster, fromMs: number, names: Set<string> | null): Shift[] {
  const skills = new Map(problem.people.map((person) => [person.id, person.skills]))
  const at = (instant: string) => (Date.parse(instant) - fromMs) / 1000
  return shifts
    .filter(({ person }) => names === null || skills.get(person)?.some((skill) => names.has(skill)))
    .map(({ start, end, breaks }) => ({
      from: at(start),
      to: at(end),
      breaks: breaks.map((one) => [at(one.start), at(one.end)] as const),
    }))
}

/** Agent's seconds and shrinkage of a contact, averaged over the contacts of the queues whose handle time is known. */
async function timeEach(
  context: CapacityContext,
  queues: readonly KnownQueue[],
): Promise<{ agentS: number; shrinkage: number } | null> {
  const loads = await context.loads()
  let [contacts, agentS, shrinkage] = [0, 0, 0]
  for (const queue of queues) {
    const { settings, handleTimeS } = await readProfile(context.engine, queue, context.now().getTime())
    const load = loads.get(queue.id)
    const alone = handleTimeS ?? (load ? handleAlone(load, settings) : null)
    if (alone === null) continue
    contacts += queue.contacts
    agentS += queue.contacts * agentSecondsEach(alone, settings)
    shrinkage += queue.contacts * settings.shrinkage
  }
  return contacts === 0 ? null : { agentS: agentS / contacts, shrinkage: shrinkage / contacts }
}

/** Whether filters on team and channel let a queue through. */
function passes(queue: KnownQueue, filters: readonly Filter[]): boolean {
  return filters.every(({ dimension, values, exclude = false }) => {
    const own = dimension === 'team' ? queue.team : queue.channel
    return values.includes(own) !== exclude
  })
}

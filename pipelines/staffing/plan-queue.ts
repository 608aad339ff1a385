/** A queue of an open folder: its forecast and profile → people needed, scenarios and simulation. */
import { instantMs } from '../calendars/days.ts'
import type { Reader } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import { type QueueId, queueOf } from '../queue-id.ts'
import { calendarFor } from './calendar-for.ts'
import { type Compared, compare, planFor } from './compare.ts'
import type { Backlog, Demand, StaffingCase } from './demand.ts'
import { handleAlone, type MeasuredLoad } from './handle-time.ts'
import { openSecondsOf } from './open-seconds.ts'
import { readProfile } from './profiles.ts'
import { requirement } from './requirement.ts'
import { type ChangedSettings, type Scenario, settingsWith } from './scenario.ts'
import type { Settings } from './settings.ts'
import { presenceOfPlan } from './simulation/presence.ts'
import { waitingIn } from './waiting.ts'

type Column = 'mean' | 'p50' | 'p90' | 'p95'

/** What a forecast of a queue tells; `pipelines/forecast` satisfies it. */
export interface DemandSource {
  ask(question: {
    queue: string
    from?: string | undefined
    to?: string | undefined
    stepMinutes?: 15 | 30 | 60 | undefined
  }): Promise<{
    originAt: string
    /** Marks on the calendar that touch only this share of the queue's contacts. */
    partly: { id: string; share: number }[]
    points: { time: string[] } & Record<'mean' | 'p05' | 'p10' | 'p50' | 'p90' | 'p95', number[]>
    load: MeasuredLoad
  }>
}

export interface PlanInput {
  /** `team~channel`. */
  queue: string
  from?: string | undefined
  to?: string | undefined
  stepMinutes?: 15 | 30 | 60 | undefined
  /** Column of the forecast to staff for. */
  column?: Column | undefined
  /** Instead of the forecast. */
  demand?: { start: string; step_s: number; mean: number[] } | undefined
  /** Instead of that of the profile, or as measured. */
  handle_time_s?: number | undefined
  /** Over those of the profile. */
  settings?: ChangedSettings | undefined
  scenarios?: readonly Scenario[] | undefined
  /** People rostered per interval; what the base needs unless told. */
  plan?: readonly number[] | undefined
  /** Contacts that wait when the plan begins, for work with a window; as measured unless told. */
  backlog?: { contacts: number; within_s?: number | undefined } | undefined
  /** Runs of the simulator for each scenario. */
  runs?: number | undefined
}

export interface QueuePlan {
  queue: QueueId
  start: string
  stepS: number
  /** Up to where the record was known to the forecast; null for demand of one's own. */
  forecastOriginAt: string | null
  /** Marks on the calendar that touch none of the queue's contacts. */
  untouchedBy: string[]
  profile: { id: string; version: number }
  settings: Settings
  /** Of one conversation alone. */
  handleTimeS: number
  handleTimeFrom: 'request' | 'profile' | 'measured'
  demand: Demand
  /** What waits when the plan begins; null where people wait in line. */
  backlog: (Backlog & { from: 'request' | 'measured' }) | null
  scenarios: Compared[]
}

/** Throws `invalid` where nothing tells how long a contact takes, and for what does not fit together. */
export async function planQueue(
  context: { engine: Reader; now(): Date; forecasts: DemandSource | null },
  input: PlanInput,
): Promise<QueuePlan> {
  const queue = queueOf(input.queue)
  const nowMs = context.now().getTime()
  const profile = await readProfile(context.engine, queue, nowMs)
  const settings = settingsWith(profile.settings, input.settings ?? {}, 'settings')
  const known = await demandOf(context.forecasts, input)
  const handle = handleTimeOf(input, profile.handleTimeS, known.load, settings)
  const calendar = await calendarFor(context.engine, queue.team, nowMs)
  const demandFrom = (part: KnownDemand): Demand => ({
    start: part.start,
    stepS: part.stepS,
    mean: part.mean,
    handleTimeS: part.mean.map(() => handle.handleTimeS),
    openS: openSecondsOf(calendar, instantMs(part.start) ?? Number.NaN, part.stepS, part.mean.length),
    ...(part.quantiles && { quantiles: part.quantiles }),
  })
  const demand = demandFrom(known)
  const backlog = await backlogOf(context, input, { queue, settings, demand, demandFrom })
  const staffing: StaffingCase = { demand, settings, backlog }
  if (input.plan && input.plan.length !== demand.mean.length) {
    throw invalid('the plan does not fit the demand', {
      plan: `${input.plan.length} values for ${demand.mean.length} intervals`,
    })
  }
  const plan = input.plan ? presenceOfPlan(input.plan, demand.stepS) : planFor(staffing)
  return {
    queue,
    start: known.start,
    stepS: known.stepS,
    forecastOriginAt: known.originAt,
    untouchedBy: known.untouchedBy,
    profile: { id: profile.id, version: profile.version },
    settings,
    ...handle,
    demand,
    backlog,
    scenarios: await compare({ ...staffing, plan }, input.scenarios ?? [], { runs: input.runs ?? 0 }),
  }
}

interface KnownDemand {
  start: string
  stepS: number
  mean: number[]
  quantiles: Record<string, number[]> | null
  originAt: string | null
  untouchedBy: string[]
  load: MeasuredLoad
}

async function demandOf(forecasts: DemandSource | null, input: PlanInput): Promise<KnownDemand> {
  if (input.demand) {
    const { start, step_s, mean } = input.demand
    const load = { handleS: null, concurrency: null }
    return { start, stepS: step_s, mean, quantiles: null, originAt: null, untouchedBy: [], load }
  }
  if (!forecasts) throw invalid('there are no forecasts', { demand: 'contacts per interval' })
  const { queue, from, to, stepMinutes = 30, column = 'mean' } = input
  const { points, originAt, partly, load } = await forecasts.ask({ queue, from, to, stepMinutes })
  const [start] = points.time
  if (start === undefined)
    throw invalid('there is no forecast in this range', { from: 'within the forecast' })
  return {
    start,
    stepS: stepMinutes * 60,
    mean: points[column],
    quantiles:
      column === 'mean'
        ? { '0.05': points.p05, '0.1': points.p10, '0.5': points.p50, '0.9': points.p90, '0.95': points.p95 }
        : null,
    originAt,
    untouchedBy: partly.flatMap(({ id, share }) => (share === 0 ? [id] : [])),
    load,
  }
}

interface Opening {
  queue: QueueId
  settings: Settings
  demand: Demand
  demandFrom(part: KnownDemand): Demand
}

/**
 * What waits now or, where the plan begins later, what will be left by then of that and of what arrives meanwhile, staffed as evenly as the
 * plan itself. It is to be done within one window.
 */
async function backlogOf(
  context: { engine: Reader; now(): Date; forecasts: DemandSource | null },
  input: PlanInput,
  { queue, settings, demand, demandFrom }: Opening,
): Promise<QueuePlan['backlog']> {
  const withinS = settings.window_s
  if (withinS === null) return null
  if (input.backlog) {
    const { contacts, within_s = withinS } = input.backlog
    return { contacts, withinS: within_s, from: 'request' }
  }
  if (input.demand) return null
  const nowMs = context.now().getTime()
  const waiting = { contacts: await waitingIn(context.engine, queue, nowMs), withinS }
  const startMs = instantMs(demand.start ?? '') ?? nowMs
  if (startMs <= nowMs) return { ...waiting, from: 'measured' }
  const from = new Date(nowMs).toISOString()
  const all = demandFrom(await demandOf(context.forecasts, { ...input, from }))
  const before = all.mean.length - demand.mean.length
  const left = requirement({ demand: all, settings, backlog: waiting })[before - 1]?.backlog
  return { contacts: left ?? waiting.contacts, withinS, from: 'measured' }
}

function handleTimeOf(
  input: PlanInput,
  stated: number | null,
  load: MeasuredLoad,
  settings: Settings,
): Pick<QueuePlan, 'handleTimeS' | 'handleTimeFrom'> {
  if (input.handle_time_s !== undefined)
    return { handleTimeS: input.handle_time_s, handleTimeFrom: 'request' }
  if (stated !== null) return { handleTimeS: stated, handleTimeFrom: 'profile' }
  const measured = handleAlone(load, settings)
  if (measured === null) {
    throw invalid('nothing tells how long a contact of this queue takes', {
      handle_time_s: 'state it here or in the staffing profile',
    })
  }
  return { handleTimeS: measured, handleTimeFrom: 'measured' }
}

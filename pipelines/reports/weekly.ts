import { annotationsIn } from '../config/verbs/annotations-in.ts'
import { drivers } from '../drivers/drivers.ts'
import { metricOf } from '../metrics/catalog.ts'
import type { MetricsContext, VerbOptions } from '../metrics/context.ts'
import type { Filter } from '../metrics/types.ts'
import { zoneOf } from '../metrics/zone.ts'
import { Answers } from './answers.ts'
import { chartsOf } from './charts.ts'
import { daysOffIn } from './days-off.ts'
import type { Headline, Move, Note, OpenWork, TeamSla, WeeklyFigures } from './figures.ts'
import { type Foresee, outlookFor } from './outlook.ts'
import { Promises } from './promises.ts'
import { reportSettings } from './settings.ts'
import { changesBefore, usualOf } from './usual.ts'
import { lastWeek, moved, type Week, weekOf } from './week.ts'

export interface WeeklyInput {
  /** ISO week, as `2026-W47`; the last one that is over unless told. */
  week?: string | undefined
  /** IANA zone in which the week is meant; UTC unless told. */
  tz?: string | undefined
  filters?: readonly Filter[] | undefined
}

/** Weeks that the charts and the usual change look back, the reported one among them. */
const WEEKS = 14
/**
 * What a move is taken apart by. Not by person, as the page goes to people who may not see figures of single agents; not by
 * status, which follows from a ticket's age; not by the hour, which nobody reads once a week.
 */
const DIMENSIONS = [
  'team',
  'channel',
  'brand',
  'priority',
  'tier',
  'topic',
  'target',
  'policy',
  'path',
  'day_of_week',
]
const SLA_METRICS = [
  'sla_attainment',
  'sla_breached',
  'first_response_attainment',
  'next_response_attainment',
  'resolution_attainment',
]
const OPEN_METRICS = [
  'backlog_open',
  'backlog_waiting',
  'sla_overdue',
  'backlog_age_median',
  'backlog_age_oldest',
]

/**
 * The figures of one week against the week before, of the same weekdays. Throws `invalid` naming the field for anything
 * unknown or unreadable.
 *
 * @example (await weeklyFigures(pegel, { week: '2026-W47', tz: 'Europe/Berlin' })).headline[0]
 * // { metric: 'tickets_created', value: 346, n: 346, before: 490, beforeN: 490, target: null, stillOpen: null }
 */
export async function weeklyFigures(
  context: MetricsContext,
  input: WeeklyInput = {},
  options: VerbOptions & {
    /** A thread of its own unless told. */
    foresee?: Foresee | undefined
  } = {},
): Promise<WeeklyFigures> {
  const tz = zoneOf(input.tz ?? 'UTC')
  const week = input.week === undefined ? lastWeek(context.now(), tz) : weekOf(input.week, tz)
  const before = moved(week, -1, tz)
  const next = moved(week, 1, tz)
  const filters = input.filters ?? []
  const settings = await reportSettings(context)
  for (const id of settings.headline) metricOf(context.catalog, id)
  // Made in another thread while this one asks for the rest.
  const outlook = outlookFor(context, { week: next, tz, filters }, options)
  outlook.catch(() => {})
  const answers = new Answers(context, { tz, filters }, options)
  const promises = await Promises.of(context, answers, week)
  const main = await answers.ask({ metrics: settings.headline, ...range(week), compare: 'previous' })
  const history = await answers.ask({
    metrics: settings.headline,
    grain: 'week',
    from: moved(week, 1 - WEEKS, tz).from,
    to: week.to,
  })
  const headline = settings.headline.map((metric): Headline => {
    const [row] = main.rows
    return {
      metric,
      value: row?.value(metric) ?? null,
      n: row?.n(metric) ?? 0,
      before: row?.before(metric) ?? null,
      beforeN: row?.beforeN(metric) ?? 0,
      target: settings.targets[metric] ?? (metric === 'sla_attainment' ? promises.goalOf(() => true) : null),
      stillOpen: main.stillOpen[metric] ?? null,
    }
  })
  const { moves, steady } = await movesOf(context, headline, history, { week, before, tz, filters }, options)
  return {
    week,
    before,
    tz,
    filters,
    asOf: context.asOf,
    dataVersion: context.dataVersion,
    complete: Date.parse(context.asOf) >= Date.parse(week.to),
    empty: headline.every(({ n, beforeN }) => n === 0 && beforeN === 0),
    headline,
    moves,
    steady,
    sla: await slaByTeam(answers, promises, week),
    ...(await openWork(answers, week)),
    outlook: await outlook,
    daysOff: await daysOffIn(context, { week, before, next }),
    notes: await notesIn(context, { before, week, tz, filters }),
    charts: await chartsOf(
      answers,
      week,
      tz,
      promises.goalOf(() => true),
    ),
  }
}

const range = ({ from, to }: Week) => ({ from, to })

async function movesOf(
  context: MetricsContext,
  headline: readonly Headline[],
  history: Awaited<ReturnType<Answers['ask']>>,
  { week, before, tz, filters }: { week: Week; before: Week; tz: string; filters: readonly Filter[] },
  options: VerbOptions,
): Promise<{ moves: Move[]; steady: string[] }> {
  const candidates = headline.flatMap(({ metric, value, before: previous }) => {
    if (value === null || previous === null || value === previous) return []
    const changes = changesBefore(history.rows.map((row) => row.value(metric)))
    return [
      { metric, value, before: previous, change: value - previous, ...usualOf(value - previous, changes) },
    ]
  })
  const moves: Move[] = []
  const telling = candidates.filter((one) => one.moved).sort((a, b) => b.strength - a.strength)
  // One after the other: their sums are made on the thread that serves everybody.
  for (const { metric, value, before: previous, change, usual, largestInWeeks } of telling) {
    const against = { from: before.from, to: before.to }
    const known = metricOf(context.catalog, metric).dimensions
    const dimensions = DIMENSIONS.filter((id) => known.includes(id))
    const asked = { metric, from: week.from, to: week.to, tz, filters, against, dimensions, limit: 4 }
    const found = await drivers(context, asked, options)
    moves.push({ metric, value, before: previous, change, usual, largestInWeeks, drivers: found })
  }
  const told = new Set(moves.map(({ metric }) => metric))
  return {
    moves,
    steady: headline
      .filter(
        ({ metric, value, before: previous }) => value !== null && previous !== null && !told.has(metric),
      )
      .map(({ metric }) => metric),
  }
}

async function slaByTeam(answers: Answers, promises: Promises, week: Week): Promise<TeamSla[]> {
  const { rows } = await answers.ask({
    metrics: SLA_METRICS,
    by: ['team'],
    ...range(week),
    compare: 'previous',
  })
  return rows
    .map((row): TeamSla => {
      const team = row.text('team')
      return {
        team,
        attainment: row.value('sla_attainment'),
        n: row.n('sla_attainment'),
        before: row.before('sla_attainment'),
        breached: row.value('sla_breached') ?? 0,
        goal: promises.goalOf((one) => one.team === team),
        firstResponse: row.value('first_response_attainment'),
        nextResponse: row.value('next_response_attainment'),
        resolution: row.value('resolution_attainment'),
      }
    })
    .filter(({ n, before }) => n > 0 || before !== null)
    .sort((a, b) => short(a) - short(b) || b.n - a.n)
}

/** How far above its goal; the furthest below comes first, teams without a figure last. */
const short = ({ attainment, goal }: TeamSla) =>
  attainment === null ? Number.POSITIVE_INFINITY : attainment - (goal ?? 0)

async function openWork(answers: Answers, week: Week): Promise<{ open: OpenWork; openByTeam: OpenWork[] }> {
  const asked = { metrics: OPEN_METRICS, ...range(week), compare: 'previous' as const }
  const [all, teams] = await Promise.all([answers.ask(asked), answers.ask({ ...asked, by: ['team'] })])
  const workOf = (row: (typeof all.rows)[number] | undefined): OpenWork => ({
    open: row?.value('backlog_open') ?? null,
    before: row?.before('backlog_open') ?? null,
    waiting: row?.value('backlog_waiting') ?? null,
    overdue: row?.value('sla_overdue') ?? null,
    medianAgeS: row?.value('backlog_age_median') ?? null,
    oldestAgeS: row?.value('backlog_age_oldest') ?? null,
  })
  return {
    open: workOf(all.rows[0]),
    openByTeam: teams.rows
      .map((row) => ({ team: row.text('team'), ...workOf(row) }))
      .filter(({ open, waiting, overdue }) => (open ?? 0) + (waiting ?? 0) + (overdue ?? 0) > 0)
      .sort((a, b) => (b.open ?? 0) - (a.open ?? 0)),
  }
}

async function notesIn(
  context: MetricsContext,
  { before, week, tz, filters }: { before: Week; week: Week; tz: string; filters: readonly Filter[] },
): Promise<Note[]> {
  const held = await annotationsIn(context, { from: before.from, to: week.to, tz, filters })
  return held.map(({ id, kind, text, startsAt, endsAt }) => ({ id, kind, text, from: startsAt, to: endsAt }))
}

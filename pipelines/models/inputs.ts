/** Writes what the models read besides events: calendars unfolded into stretches, and what holds in each era. */
import { type CompiledCalendar, compileCalendar, type OpenInterval } from '../calendars/compile.ts'
import { DAY_MS } from '../calendars/days.ts'
import { stretchRows } from '../calendars/stretch-tables.ts'
import type { Policy } from '../config/policy.ts'
import type { ColumnBatch, Reader, Writer } from '../engine/port.ts'
import {
  ALWAYS,
  ANY_TEAM,
  type Era,
  type Eras,
  erasOf,
  numberOf,
  type PolicyVersion,
  type Timelines,
} from './eras.ts'

type Unfolded = readonly [calendarNo: number, compiled: CompiledCalendar]

type Rows = ColumnBatch[number][]
type Goal = NonNullable<Policy['targets']['resolution']>

/** Rows of every input table, as columns: a pure function of the configuration and the years to cover. */
export function inputsOf(
  timelines: Timelines,
  fromYear: number,
  toYear: number,
): Record<string, ColumnBatch> {
  const eras = erasOf(timelines)
  const versions = eras.calendars.map(
    ({ calendarNo, body }): Unfolded => [
      calendarNo,
      compileCalendar(body, `${fromYear - 1}-01-01`, `${toYear + 1}-12-31`),
    ],
  )
  const teams = teamCalendars(eras.eras, versions)
  return {
    calendar_version: columns([
      ...eras.calendars.map((one) => [one.calendarNo, one.calendar, one.version]),
      [ALWAYS, 'always', 1],
    ]),
    ...stretchRows([...versions, ...teams.unfolded]),
    team_calendar: columns([...teams.numbers]),
    era_day: columns(eraDays(eras.eras, Date.UTC(fromYear - 1, 0, 1), Date.UTC(toYear + 2, 0, 1))),
    era_calendar: columns(
      eras.eras.flatMap(({ eraNo, calendars }) => [...calendars].map(([team, no]) => [eraNo, team, no])),
    ),
    ...policyRows(eras),
  }
}

/** The years that the input tables cover, as they were given; null while they are empty. */
export async function yearsOf(reader: Reader): Promise<{ from: number; to: number } | null> {
  const [range] = await reader.rows<{ first: number | null; last: number | null }>(
    'select year(min(day)) + 1 as first, year(max(day)) - 1 as last from main.era_day',
  )
  if (!range?.first || !range.last) return null
  return { from: range.first, to: range.last }
}

/** Replaces the input tables. */
export async function writeInputs(
  tx: Writer,
  timelines: Timelines,
  fromYear: number,
  toYear: number,
): Promise<void> {
  for (const [table, rows] of Object.entries(inputsOf(timelines, fromYear, toYear))) {
    await tx.run(`delete from main.${table}`)
    if (rows.length > 0) await tx.append(`main.${table}`, rows)
  }
}

/**
 * The calendar of each team over time: that of each era for its own stretch. Where nothing ever changes it is a version
 * itself, else a number of its own.
 */
function teamCalendars(eras: readonly Era[], versions: readonly Unfolded[]) {
  const byNumber = new Map(versions)
  const unfolded = new Map<number, CompiledCalendar>()
  const numbers = new Map<string, number>()
  for (const team of new Set(eras.flatMap(({ calendars }) => [...calendars.keys()]))) {
    const parts = eras.map(({ fromMs, toMs, calendars }) => ({
      calendarNo: calendars.get(team) ?? calendars.get(ANY_TEAM) ?? ALWAYS,
      fromMs,
      toMs,
    }))
    const one = new Set(parts.map(({ calendarNo }) => calendarNo))
    const [first] = one
    const calendarNo =
      one.size === 1 && first !== undefined
        ? first
        : numberOf(parts.map((part) => Object.values(part)).join())
    numbers.set(team, calendarNo)
    if (one.size > 1) unfolded.set(calendarNo, joined(parts, byNumber))
  }
  return { numbers, unfolded: [...unfolded] }
}

function joined(
  parts: readonly { calendarNo: number; fromMs: number; toMs: number }[],
  byNumber: ReadonlyMap<number, CompiledCalendar>,
): CompiledCalendar {
  const intervals: OpenInterval[] = []
  const ranges: CompiledCalendar[] = []
  let openMsBefore = 0
  for (const { calendarNo, fromMs, toMs } of parts) {
    const compiled = byNumber.get(calendarNo)
    if (!compiled) continue
    ranges.push(compiled)
    for (const one of compiled.intervals) {
      const opensAtMs = Math.max(one.opensAtMs, fromMs)
      const closesAtMs = Math.min(one.closesAtMs, toMs)
      if (opensAtMs >= closesAtMs) continue
      intervals.push({ opensAtMs, closesAtMs, openMsBefore })
      openMsBefore += closesAtMs - opensAtMs
    }
  }
  return {
    fromMs: Math.max(...ranges.map((one) => one.fromMs)),
    toMs: Math.min(...ranges.map((one) => one.toMs)),
    intervals,
  }
}

/** Days of UTC, cut where an era begins. */
function eraDays(eras: readonly Era[], fromMs: number, toMs: number): Rows {
  const rows: Rows = []
  for (const { eraNo, fromMs: begins, toMs: ends } of eras) {
    const last = Math.min(ends, toMs)
    for (let at = Math.max(begins, fromMs); at < last; ) {
      const day = Math.floor(at / DAY_MS) * DAY_MS
      const next = Math.min(day + DAY_MS, last)
      rows.push([day, at, next, eraNo])
      at = next
    }
  }
  return rows
}

function policyRows({ eras, policies }: Eras) {
  return {
    era_policy: columns(
      eras.flatMap((era) => era.policies.map(({ policyNo }, place) => [era.eraNo, policyNo, place])),
    ),
    policy_condition: columns(
      policies.flatMap(({ policyNo, body }) =>
        Object.entries(body.conditions).flatMap(([attribute, condition]) => [
          ...(condition?.in ?? []).map((value) => [policyNo, attribute, true, value ?? '']),
          ...(condition?.not_in ?? []).map((value) => [policyNo, attribute, false, value ?? '']),
        ]),
      ),
    ),
    sla_target: columns(eras.flatMap((era) => era.policies.flatMap((one) => targetRows(era, one)))),
  }
}

function targetRows(era: Era, { policyNo, version, body }: PolicyVersion): Rows {
  const goals = Object.entries(body.targets) as [string, Goal][]
  return goals.flatMap(([target, goal]) =>
    Object.entries(goal.minutes as Record<string, number>).map(([priority, minutes]) => [
      era.eraNo,
      policyNo,
      body.name,
      version,
      target,
      priority,
      minutes * 60_000,
      ...calendarOf(era, goal.calendar),
      goal.pauses.includes('new'),
      goal.pauses.includes('pending'),
      goal.pauses.includes('on_hold'),
    ]),
  )
}

/** Calendar, and whether a team with one of its own goes by that. One that a policy names and that is not in force is none. */
function calendarOf(era: Era, calendar: string): [calendarNo: number, byTeam: boolean] {
  const named = calendar === 'always' ? ALWAYS : era.versions.get(calendar)
  if (calendar !== 'team' && named !== undefined) return [named, false]
  return [era.calendars.get(ANY_TEAM) ?? ALWAYS, true]
}

/** Rows → columns; none for no rows. */
function columns(rows: readonly (readonly unknown[])[]): ColumnBatch {
  const [first] = rows
  if (!first) return []
  return first.map((_, index) => rows.map((row) => row[index])) as unknown as ColumnBatch
}

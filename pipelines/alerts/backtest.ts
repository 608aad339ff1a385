/** When a rule would have fired, and who would have been told, had it held all the time. */

import { instantText } from '../instant-text.ts'
import { type AlertContext, keyOf, type Labels } from './alert.ts'
import { readBook } from './book.ts'
import { type Firing, type Replayed, replay } from './replay.ts'
import type { Rule } from './rule/rule.ts'
import { ALWAYS, readSchedules } from './schedule.ts'
import { lastEvents, mismatch, staleness } from './signals/belief.ts'
import { readCondition } from './signals/read.ts'
import { type Grid, type Readings, tickMs } from './signals/readings.ts'
import { suggestThreshold } from './suggest.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const STEPS_MIN = [5, 10, 15, 20, 30, 60] as const
/** Looks within one window at least. */
const LOOKS = 48

export interface BacktestInput {
  rule: Rule
  days: number
  /** Minutes between looks; by the rule's window unless told. The server looks every 30 seconds. */
  stepMin?: number | undefined
  /** End of the days; as far as the facts reach unless told. */
  to?: string | undefined
}

export interface Backtest {
  from: string
  to: string
  stepMin: number
  firings: Firing[]
  /** Notices that would have gone out, to each of `told`. */
  notices: Replayed['notices']
  told: string[]
  /** Notices of something that fires, a week. */
  perWeek: number
  worstDay: { date: string; firings: number } | null
  /** Threshold with about two firings a week, or null where none gives that. */
  suggested: { enter: number; perWeek: number } | null
  /** The figure over time, of the groups that fired most and at most `MAX_CURVES` of them. */
  curves: { labels: Labels; points: { at: string; value: number }[] }[]
  /** Instants at which the rule could not see. */
  blind: Replayed['blind']
}

const MAX_CURVES = 8
const MAX_POINTS = 600

/** The grid on which a rule is tried: whole minutes, a fraction of an hour apart. */
export function gridFor(rule: Rule, days: number, toMs: number, stepMin?: number): Grid {
  const minutes = stepMin ?? STEPS_MIN.find((step) => step >= windowMin(rule) / LOOKS) ?? 60
  const stepMs = minutes * MINUTE_MS
  const lastMs = Math.floor(toMs / stepMs) * stepMs
  const count = Math.floor((days * DAY_MS) / stepMs)
  return { fromMs: lastMs - (count - 1) * stepMs, stepMs, count }
}

function windowMin({ when }: Rule): number {
  if (when.kind === 'metric') return when.window_min
  return when.kind === 'burn_rate' ? when.long_min / 4 : 0
}

/** Writes nothing. Throws `invalid` where the rule names what the catalog does not know. */
export async function backtest(context: AlertContext, input: BacktestInput): Promise<Backtest> {
  const { rule, days } = input
  const asOfMs = Date.parse(context.asOf)
  const toMs = input.to === undefined ? asOfMs : Math.min(Date.parse(input.to), asOfMs)
  const grid = gridFor(rule, days, toMs, input.stepMin)
  const schedules = await readSchedules(context.engine, toMs)
  const schedule = rule.schedule === 'always' ? ALWAYS : schedules(rule.schedule)
  const [readings, lastEvent, book] = await Promise.all([
    readCondition(context, rule, schedule, grid),
    lastEvents(context, grid),
    readBook(context.engine, toMs),
  ])
  const muted = (atMs: number) => rule.mute_outside !== null && !schedules(rule.mute_outside).isOpen(atMs)
  const unmatched = await mismatch(context, rule)
  const trouble = (position: number) =>
    blindAt(readings, position) ??
    unmatched ??
    staleness(rule, lastEvent(position), schedule, tickMs(grid, position))
  const run = replay(rule, readings, grid, { isOpen: (at) => schedule.isOpen(at), muted, trouble })
  const there = new Set(book.endpoints.map(({ id }) => id))
  const weeks = (grid.count * grid.stepMs) / (7 * DAY_MS)
  const firstTold = run.notices.filter(({ kind }) => kind === 'firing').length
  return {
    from: instantText(grid.fromMs),
    to: instantText(tickMs(grid, grid.count - 1)),
    stepMin: grid.stepMs / MINUTE_MS,
    firings: run.firings,
    notices: run.notices,
    told: rule.notify.to.filter((id) => there.has(id)),
    perWeek: firstTold / weeks,
    worstDay: worstDay(run.firings),
    suggested: suggestThreshold(rule, readings, grid, {
      isOpen: (at) => schedule.isOpen(at),
      trouble,
    }),
    curves: curvesOf(readings, run.firings, grid),
    blind: run.blind,
  }
}

function blindAt({ blind }: Readings, position: number): { kind: 'no_data'; reason: string } | null {
  const reason = blind?.get(position)
  return reason === undefined ? null : { kind: 'no_data', reason }
}

function worstDay(firings: readonly Firing[]): Backtest['worstDay'] {
  const days = new Map<string, number>()
  for (const { from } of firings) days.set(from.slice(0, 10), (days.get(from.slice(0, 10)) ?? 0) + 1)
  const [worst] = [...days].sort((a, b) => b[1] - a[1])
  return worst ? { date: worst[0], firings: worst[1] } : null
}

/** At most so many points a curve; of neighbours the one that is furthest over the threshold would be lost in a mean, so the largest stays. */
function curvesOf({ lines, absent }: Readings, firings: readonly Firing[], grid: Grid): Backtest['curves'] {
  if (absent === 'over') return []
  const fired = new Map<string, number>()
  for (const { labels } of firings) fired.set(keyOf(labels), (fired.get(keyOf(labels)) ?? 0) + 1)
  const size = Math.ceil(grid.count / MAX_POINTS)
  return [...lines]
    .sort((a, b) => (fired.get(keyOf(b.labels)) ?? 0) - (fired.get(keyOf(a.labels)) ?? 0))
    .slice(0, MAX_CURVES)
    .map(({ labels, points }) => {
      const kept = new Map<number, { position: number; value: number }>()
      for (const [position, { value }] of points) {
        if (value === null) continue
        const known = kept.get(Math.floor(position / size))
        if (!known || value > known.value) kept.set(Math.floor(position / size), { position, value })
      }
      const ordered = [...kept.values()].sort((a, b) => a.position - b.position)
      return {
        labels,
        points: ordered.map(({ position, value }) => ({ at: instantText(tickMs(grid, position)), value })),
      }
    })
}

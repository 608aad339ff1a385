/** A rule over the readings of a grid, look by look. Pure. */

import { instantText } from '../instant-text.ts'
import { keyOf, type Labels } from './alert.ts'
import { directionOf, type Rule } from './rule/rule.ts'
import { type Grid, type Reading, type Readings, tickMs } from './signals/readings.ts'
import { type Circle, dispatch, type NoticeKind } from './state/dispatch.ts'
import { type Alert, type Alerts, look, turnBetween } from './state/fold.ts'
import { type Health, healthy, watch } from './state/health.ts'

export interface Firing {
  labels: Labels
  from: string
  /** Null while it goes on at the end. */
  to: string | null
  lastsS: number
  /** The figure that was furthest over the threshold. */
  worst: number | null
  n: number | null
}

export interface Surroundings {
  isOpen(atMs: number): boolean
  muted(atMs: number): boolean
  trouble(position: number): { kind: 'no_data' | 'error'; reason: string } | null
}

export interface Replayed {
  firings: Firing[]
  notices: { at: string; kind: NoticeKind; labels: Labels; alerts: number }[]
  /** When the rule could not see. */
  blind: { from: string; to: string | null; reason: string }[]
}

/** The looks of a grid, one after the other, through the same steps as the live evaluator's. */
export function replay(rule: Rule, readings: Readings, grid: Grid, around: Surroundings): Replayed {
  const at = byPosition(readings, grid)
  const open = new Map<string, Firing>()
  const firings: Firing[] = []
  const notices: Replayed['notices'] = []
  const blind: Replayed['blind'] = []
  let alerts: Alerts = new Map()
  let circles: ReadonlyMap<string, Circle> = new Map()
  let health: Health = healthy(grid.fromMs)
  for (let position = 0; position < grid.count; position++) {
    const atMs = tickMs(grid, position)
    const isOpen = around.isOpen(atMs)
    const trouble = isOpen ? around.trouble(position) : null
    const before = alerts
    alerts = look(before, rule, readings, {
      atMs,
      open: isOpen,
      trouble,
      readings: isOpen ? at(position) : NOTHING,
    })
    track(before, alerts, atMs, rule, open, firings)
    const muted = around.muted(atMs)
    const told = dispatch(circles, {
      rule: { id: 'backtest', body: rule },
      alerts,
      quiet: () => null,
      muted,
      atMs,
    })
    circles = told.circles
    const watched = watch(health, trouble, 'backtest', muted, atMs)
    if (watched.health.kind !== health.kind) markBlind(blind, watched.health, atMs)
    health = watched.health
    for (const one of watched.notice ? [...told.notices, watched.notice] : told.notices) {
      notices.push({ at: instantText(atMs), kind: one.kind, labels: one.labels, alerts: one.alerts.length })
    }
  }
  const endMs = tickMs(grid, grid.count - 1)
  for (const firing of open.values())
    firings.push({ ...firing, lastsS: (endMs - Date.parse(firing.from)) / 1000 })
  firings.sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : keyOf(a.labels) < keyOf(b.labels) ? -1 : 1,
  )
  return { firings, notices, blind }
}

type Present = ReadonlyMap<string, { labels: Labels; reading: Reading }>
const NOTHING: Present = new Map()

function byPosition({ lines }: Readings, grid: Grid): (position: number) => Present {
  const present: (Map<string, { labels: Labels; reading: Reading }> | undefined)[] = new Array(grid.count)
  for (const { labels, points } of lines) {
    const key = keyOf(labels)
    for (const [position, reading] of points) {
      const map = present[position] ?? new Map()
      present[position] = map
      map.set(key, { labels, reading })
    }
  }
  return (position) => present[position] ?? NOTHING
}

function track(
  before: Alerts,
  after: Alerts,
  atMs: number,
  rule: Rule,
  open: Map<string, Firing>,
  firings: Firing[],
): void {
  const rising = directionOf(rule.when) === 'above'
  for (const [key, alert] of after) {
    const turn = turnBetween(before.get(key), alert)
    if (turn === 'fired') open.set(key, begun(alert, atMs))
    const firing = open.get(key)
    if (!firing) continue
    if (turn === 'resolved') {
      firings.push({ ...firing, to: instantText(atMs), lastsS: (atMs - Date.parse(firing.from)) / 1000 })
      open.delete(key)
      continue
    }
    const value = alert.reading?.value ?? null
    if (value === null || (firing.worst !== null && (rising ? value <= firing.worst : value >= firing.worst)))
      continue
    open.set(key, { ...firing, worst: value, n: alert.reading?.n ?? null })
  }
}

function begun({ labels, reading }: Alert, atMs: number): Firing {
  return {
    labels,
    from: instantText(atMs),
    to: null,
    lastsS: 0,
    worst: reading?.value ?? null,
    n: reading?.n ?? null,
  }
}

function markBlind(blind: Replayed['blind'], health: Health, atMs: number): void {
  const last = blind.at(-1)
  if (last && last.to === null) last.to = instantText(atMs)
  if (health.kind !== 'ok')
    blind.push({ from: instantText(atMs), to: null, reason: health.reason ?? health.kind })
}

/** Which notices go out: alerts that belong together share one, and what was told is told to be over. Pure. */
import { keyOf, type Labels } from '../alert.ts'
import type { Rule } from '../rule/rule.ts'
import { type Alert, type Alerts, timingOf } from './fold.ts'
import { isFiring } from './machine.ts'

export type NoticeKind = 'firing' | 'repeat' | 'resolved' | 'no_data' | 'error' | 'recovered' | 'test'
export type Quiet = 'silenced' | 'inhibited'

/** What one circle of people has been told of a rule's alerts with the same labels. */
export interface Circle {
  labels: Labels
  /** Keys of the alerts that were told to fire. */
  told: readonly string[]
  lastMs: number | null
  /** Since when something waits to be told for the first time. */
  waitingMs: number | null
}

export interface Notice {
  rule: string
  kind: NoticeKind
  labels: Labels
  atMs: number
  /** What it speaks of: those that fire, or those that are over. */
  alerts: readonly {
    labels: Labels
    value: number | null
    n: number | null
    sinceMs: number
    flapping: boolean
  }[]
  reason: string | null
}

export interface Decided {
  circle: Circle
  notice: Notice | null
}

export interface Dispatching {
  rule: { id: string; body: Rule }
  alerts: Alerts
  quiet(key: string, alert: Alert): Quiet | null
  /** Nobody is to be told now. */
  muted: boolean
  atMs: number
}

const nothingTold = (labels: Labels): Circle => ({ labels, told: [], lastMs: null, waitingMs: null })

/** The circles of a rule after a look, and the notices that are due. Circles with nothing to remember are dropped. */
export function dispatch(
  circles: ReadonlyMap<string, Circle>,
  input: Dispatching,
): { circles: Map<string, Circle>; notices: Notice[] } {
  if (circles.size === 0 && !anyFiring(input.alerts)) return { circles: new Map(), notices: [] }
  const members = new Map<string, Map<string, Alert>>()
  for (const [key, alert] of input.alerts) {
    const labels = circleLabels(input.rule.body, alert.labels)
    const name = keyOf(labels)
    members.set(name, (members.get(name) ?? new Map()).set(key, alert))
  }
  const next = new Map<string, Circle>()
  const notices: Notice[] = []
  for (const name of new Set([...circles.keys(), ...members.keys()])) {
    const mine = members.get(name) ?? new Map<string, Alert>()
    const [first] = mine.values()
    const labels = circles.get(name)?.labels ?? circleLabels(input.rule.body, first?.labels ?? {})
    const { circle, notice } = decide(circles.get(name) ?? nothingTold(labels), mine, input)
    if (notice) notices.push(notice)
    const intervalMs = input.rule.body.notify.interval_min * 60_000
    const recent = circle.lastMs !== null && input.atMs - circle.lastMs < intervalMs
    if (circle.told.length > 0 || circle.waitingMs !== null || recent) next.set(name, circle)
  }
  return { circles: next, notices }
}

function anyFiring(alerts: Alerts): boolean {
  for (const { state } of alerts.values()) if (isFiring(state)) return true
  return false
}

const circleLabels = ({ notify }: Rule, labels: Labels): Labels =>
  Object.fromEntries(
    notify.group_by.filter((name) => name in labels).map((name) => [name, labels[name] ?? null]),
  )

function decide(circle: Circle, alerts: ReadonlyMap<string, Alert>, input: Dispatching): Decided {
  const { rule, atMs } = input
  const { notify } = rule.body
  if (input.muted) return { circle, notice: null }
  const firing = [...alerts].filter(([, { state }]) => isFiring(state))
  const active = firing.filter(([key, alert]) => input.quiet(key, alert) === null)
  const isDue = circle.lastMs === null || atMs - circle.lastMs >= notify.interval_min * 60_000
  const send = (kind: NoticeKind, about: readonly [string, Alert][], told: readonly string[]): Decided => ({
    circle: { ...circle, told, lastMs: atMs, waitingMs: null },
    notice: {
      rule: rule.id,
      kind,
      labels: circle.labels,
      atMs,
      alerts: about.map(([, one]) => toldOf(one)),
      reason: null,
    },
  })
  if (circle.told.length === 0) {
    if (active.length === 0) return { circle: { ...circle, waitingMs: null }, notice: null }
    const waitingMs = circle.waitingMs ?? atMs
    const waited = atMs - waitingMs >= notify.wait_s * 1000
    return waited && isDue
      ? send(
          'firing',
          active,
          active.map(([key]) => key),
        )
      : { circle: { ...circle, waitingMs }, notice: null }
  }
  const stillTold = circle.told.filter((key) => firing.some(([one]) => one === key))
  if (active.some(([key]) => !circle.told.includes(key))) {
    const told = [...new Set([...stillTold, ...active.map(([key]) => key)])]
    return isDue ? send('firing', active, told) : { circle, notice: null }
  }
  if (stillTold.length === 0) return over(circle, alerts, input, isDue, send)
  const repeatMs = notify.repeat_h * 3_600_000
  if (repeatMs > 0 && active.length > 0 && atMs - (circle.lastMs ?? 0) >= repeatMs) {
    return send('repeat', active, stillTold)
  }
  return { circle, notice: null }
}

/** All that was told is over. It has to have been for as long as two notices are apart: what returns by then never left. */
function over(
  circle: Circle,
  alerts: ReadonlyMap<string, Alert>,
  { rule, atMs, quiet }: Dispatching,
  isDue: boolean,
  send: (kind: NoticeKind, about: readonly [string, Alert][], told: readonly string[]) => Decided,
): Decided {
  const { notify } = rule.body
  const settleMs = Math.max(0, notify.interval_min * 60_000 - timingOf(rule.body).keepMs)
  const told = circle.told.flatMap((key): [string, Alert][] => {
    const alert = alerts.get(key)
    return alert ? [[key, alert]] : []
  })
  const settled = told.every(([, { state }]) => atMs - (state.clearedMs ?? atMs) >= settleMs)
  const wanted =
    notify.resolved && (told.length === 0 || told.some(([key, alert]) => quiet(key, alert) === null))
  if (!wanted) return { circle: { ...circle, told: [] }, notice: null }
  return settled && isDue ? send('resolved', told, []) : { circle, notice: null }
}

function toldOf({ labels, state, reading }: Alert): Notice['alerts'][number] {
  return {
    labels,
    value: reading?.value ?? null,
    n: reading?.n ?? null,
    sinceMs: state.firedMs ?? state.clearedMs ?? state.sinceMs,
    flapping: state.flapping,
  }
}

/** Whether a firing alert of another rule, with the same values of all labels that both have, keeps this one quiet. */
export function inhibits(others: Iterable<Alert>, labels: Labels): boolean {
  for (const { labels: theirs, state } of others) {
    if (!isFiring(state)) continue
    if (Object.keys(theirs).every((name) => !(name in labels) || theirs[name] === labels[name])) return true
  }
  return false
}

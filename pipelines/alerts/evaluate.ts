/** Looks at all rules at once, again and again; what comes of a look is remembered and put into the outbox, or nothing is. */
import { hash } from 'node:crypto'
import type { Engine } from '../engine/port.ts'
import type { AlertContext } from './alert.ts'
import { type Book, readBook, type Stated } from './book.ts'
import type { Rule } from './rule/rule.ts'
import { silences } from './rule/silence.ts'
import { ALWAYS, type OpenTime, readSchedules } from './schedule.ts'
import { lastEvents, mismatch, staleness } from './signals/belief.ts'
import { type Read, readMany } from './signals/read-many.ts'
import { atOnce } from './signals/readings.ts'
import { dispatch, inhibits, type Notice, type Quiet } from './state/dispatch.ts'
import { type Alert, type Alerts, look, turnBetween } from './state/fold.ts'
import { healthy, watch } from './state/health.ts'
import { isFiring, step } from './state/machine.ts'
import { type Memory, type Outgoing, readMemory, type Turn, writeLook } from './store.ts'

export interface Looked {
  atMs: number
  rules: number
  turns: readonly Turn[]
  notices: readonly Notice[]
  tookMs: number
}

export class Evaluator {
  readonly #engine: Engine
  #memory: ReadonlyMap<string, Memory>
  #latest: Looked | null = null

  private constructor(engine: Engine, memory: ReadonlyMap<string, Memory>) {
    this.#engine = engine
    this.#memory = memory
  }

  /** Goes on where the folder's alerts stood. */
  static async open(engine: Engine, nowMs: number): Promise<Evaluator> {
    return new Evaluator(engine, await readMemory(engine, nowMs))
  }

  get memory(): ReadonlyMap<string, Memory> {
    return this.#memory
  }
  get latest(): Looked | null {
    return this.#latest
  }

  /** One look at every rule in force. State, log and outbox are written in one transaction. */
  async look(context: AlertContext, atMs: number): Promise<Looked> {
    const started = performance.now()
    const book = await readBook(this.#engine, atMs)
    const schedules = await readSchedules(this.#engine, atMs)
    const rules = book.rules.filter(({ body }) => body.enabled)
    const scheduleOf = (rule: Rule): OpenTime =>
      rule.schedule === 'always' ? ALWAYS : schedules(rule.schedule)
    const open = rules.filter(({ body }) => scheduleOf(body).isOpen(atMs))
    const read = await readMany(context, open, scheduleOf, atMs)
    const lastEvent = rules.length === 0 ? null : (await lastEvents(context, atOnce(atMs)))(0)
    const seen = new Map<string, Seen>()
    for (const { id, body } of rules) {
      const found = read.get(id)
      const unmatched = found ? await mismatch(context, body) : null
      const stale = staleness(body, lastEvent, scheduleOf(body), atMs)
      seen.set(id, seenOf(found, found?.trouble ?? unmatched ?? stale))
    }
    const next = new Map<string, Memory>()
    for (const rule of rules)
      next.set(rule.id, stepped(this.#memory.get(rule.id), rule, seen.get(rule.id), atMs))
    const muted = ({ mute_outside }: Rule) => mute_outside !== null && !schedules(mute_outside).isOpen(atMs)
    const told = tell(next, rules, book, muted, seen, atMs)
    const ended = endedRules(this.#memory, next, book, atMs)
    const turns = [...turnsOf(this.#memory, told.memory, atMs)]
    const outgoing = [...told.outgoing, ...ended]
    await this.#engine.write((tx) => writeLook(tx, this.#memory, told.memory, turns, outgoing))
    this.#memory = told.memory
    this.#latest = {
      atMs,
      rules: rules.length,
      turns,
      notices: outgoing.map(({ notice }) => notice),
      tookMs: performance.now() - started,
    }
    return this.#latest
  }
}

interface Seen extends Read {
  open: boolean
}

function seenOf(read: Read | undefined, trouble: Read['trouble']): Seen {
  const nothing: Read = {
    taking: { absent: 'too_few', minN: 0, always: false },
    readings: new Map(),
    trouble: null,
  }
  if (!read) return { ...nothing, open: false }
  return { ...read, open: true, trouble }
}

/** What a rule looks at; when that changes, what it saw before means nothing any more. */
export const printOf = ({ when, schedule }: Rule) =>
  hash('sha256', JSON.stringify([when, schedule]), 'hex').slice(0, 16)

function stepped(
  known: Memory | undefined,
  rule: Stated<Rule>,
  seen: Seen | undefined,
  atMs: number,
): Memory {
  const print = printOf(rule.body)
  const alerts =
    known && known.print !== print ? changed(known.alerts, rule.body, atMs) : (known?.alerts ?? new Map())
  return {
    print,
    alerts: seen ? look(alerts, rule.body, seen.taking, { atMs, ...seen }) : alerts,
    circles: known?.circles ?? new Map(),
    health: known?.health ?? healthy(atMs),
  }
}

function changed(alerts: Alerts, rule: Rule, atMs: number): Alerts {
  const timing = {
    is: 'above' as const,
    enter: rule.when.enter,
    leave: rule.when.enter,
    forMs: 0,
    keepMs: 0,
    thinMs: null,
  }
  const over = { kind: 'over' as const, reason: 'the rule has changed' }
  return new Map(
    [...alerts]
      .filter(([, { state }]) => isFiring(state))
      .map(([key, alert]) => [key, { ...alert, state: step(alert.state, over, timing, atMs) }]),
  )
}

function tell(
  memory: ReadonlyMap<string, Memory>,
  rules: readonly Stated<Rule>[],
  book: Book,
  muted: (rule: Rule) => boolean,
  seen: ReadonlyMap<string, Seen>,
  atMs: number,
): { memory: Map<string, Memory>; outgoing: Outgoing[] } {
  const next = new Map<string, Memory>()
  const outgoing: Outgoing[] = []
  const there = new Set(book.endpoints.map(({ id }) => id))
  for (const rule of rules) {
    const mine = memory.get(rule.id)
    if (!mine) continue
    const quiet = quietOf(rule, memory, book, atMs)
    const isMuted = muted(rule.body)
    const { circles, notices } = dispatch(mine.circles, {
      rule,
      alerts: mine.alerts,
      quiet,
      muted: isMuted,
      atMs,
    })
    const { health, notice } = watch(mine.health, seen.get(rule.id)?.trouble ?? null, rule.id, isMuted, atMs)
    next.set(rule.id, { ...mine, circles, health })
    const endpoints = rule.body.notify.to.filter((id) => there.has(id))
    for (const one of notice ? [...notices, notice] : notices) outgoing.push({ notice: one, endpoints })
  }
  return { memory: next, outgoing }
}

/** Why an alert is not told, if so. */
export function quietOf(
  rule: Stated<Rule>,
  memory: ReadonlyMap<string, Pick<Memory, 'alerts'>>,
  book: Pick<Book, 'silences'>,
  atMs: number,
): (key: string, alert: Alert) => Quiet | null {
  return (_key, { labels }) => {
    const silenced = book.silences.some(({ body }) => silences(body, { rule: rule.id, labels }, atMs))
    if (silenced) return 'silenced'
    const inhibited = rule.body.inhibited_by.some((id) =>
      inhibits(memory.get(id)?.alerts.values() ?? [], labels),
    )
    return inhibited ? 'inhibited' : null
  }
}

/** Rules that hold no more: who was told that something fires is told that nobody looks any more. */
function endedRules(
  before: ReadonlyMap<string, Memory>,
  after: ReadonlyMap<string, Memory>,
  book: Book,
  atMs: number,
): Outgoing[] {
  return [...before].flatMap(([rule, { circles }]) => {
    if (after.has(rule)) return []
    const endpoints =
      book.lastRule(rule)?.notify.to.filter((id) => book.endpoints.some((one) => one.id === id)) ?? []
    return [...circles.values()]
      .filter(({ told }) => told.length > 0)
      .map(({ labels }) => ({
        notice: {
          rule,
          kind: 'resolved' as const,
          labels,
          atMs,
          alerts: [],
          reason: 'the rule no longer holds',
        },
        endpoints,
      }))
  })
}

function* turnsOf(
  before: ReadonlyMap<string, Memory>,
  after: ReadonlyMap<string, Memory>,
  atMs: number,
): Generator<Turn> {
  for (const rule of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(rule), after.get(rule)]
    for (const key of new Set([...(was?.alerts.keys() ?? []), ...(is?.alerts.keys() ?? [])])) {
      const [old, now] = [was?.alerts.get(key), is?.alerts.get(key)]
      const turn = turnBetween(old, now)
      const { labels, state, reading } = (now ?? old) as Alert
      if (turn)
        yield {
          rule,
          labels,
          atMs,
          turn,
          value: reading?.value ?? null,
          n: reading?.n ?? null,
          reason: state.reason,
        }
    }
  }
}

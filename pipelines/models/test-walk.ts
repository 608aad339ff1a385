/**
 * Clocks the plain way: one ticket at a time, step by step along its history, with the calendar engine in TypeScript. Written
 * from the definitions and not from the models, so that the two can be held against each other.
 */
import type { Calendar } from '../calendars/calendar.ts'
import { type CompiledCalendar, compileCalendar } from '../calendars/compile.ts'
import { deadlineMs } from '../calendars/deadline.ts'
import { elapsedMs } from '../calendars/elapsed.ts'
import type { Policy } from '../config/policy.ts'
import { holdingAt, type Span } from '../config/timeline.ts'
import type { CanonicalEvent } from '../events/event.ts'
import type { Timelines } from './eras.ts'

const ATTRIBUTES = ['channel', 'brand', 'team', 'tier', 'topic', 'priority'] as const
type Traits = Record<(typeof ATTRIBUTES)[number] | 'source', string | null>
type Target = 'first_response' | 'next_response' | 'resolution'

export interface WalkedClock {
  target: string
  cycle: number
  policy: string
  policy_version: number
  calendar: string
  calendar_version: number
  started_at: number
  due_at: number | null
  stopped_at: number | null
  target_s: number
  elapsed_s: number | null
  paused_s: number | null
  state: string
}

interface Began {
  target: Target
  cycle: number
  at: number
  traits: Traits
  stop: number | null
}

interface Change {
  at: number
  status: string
  team: string | null
}

export interface Walked {
  clocks: WalkedClock[]
  /** Seconds open by the calendars of the teams that had it, of each turn and each cycle that ended. */
  responses: (number | null)[]
  resolutions: (number | null)[]
}

export class Walk {
  readonly #timelines: Timelines
  readonly #compiled = new Map<Span<Calendar>, CompiledCalendar>()
  readonly #years: readonly [number, number]

  constructor(timelines: Timelines, years: readonly [number, number]) {
    this.#timelines = timelines
    this.#years = years
  }

  /** `events` in the order in which they happened. */
  ticket(events: readonly CanonicalEvent[], asOf: number): Walked {
    const instants = events.map((one) => Date.parse(one.occurredAt))
    const named = events.findIndex((one) => one.type === 'ticket.created')
    const created = named < 0 ? Math.min(...instants) : (instants[named] as number)
    const traits: Traits = {
      source: 'desk',
      channel: null,
      brand: null,
      team: null,
      tier: null,
      topic: null,
      priority: 'normal',
    }
    const changes: Change[] = []
    const turns: (Began & { word: number | null; answered: boolean })[] = []
    const cycles: Began[] = []
    let status = 'open'
    let living: string | null = null
    let removal: string | null = null
    let isWaiting = false
    events.forEach((event, index) => {
      const now = instants[index] as number
      for (const name of ATTRIBUTES) {
        const told = event[name]
        if (told !== null) traits[name] = told === '' ? (name === 'priority' ? 'normal' : null) : told
      }
      if (event.status !== null) status = event.status
      const state = Math.max(now, created)
      changes.push({ at: state, status, team: traits.team })
      const isSolved = status === 'solved' || status === 'closed'
      const isRemoved = status === 'deleted' || status === 'spam'
      const wasSolved = living === 'solved' || living === 'closed'
      if (index === 0)
        cycles.push({ target: 'resolution', cycle: 1, at: state, traits: { ...traits }, stop: null })
      else if (now <= created && cycles[0]) cycles[0].traits = { ...traits }
      if (index > 0 && !isSolved && !isRemoved && wasSolved) {
        cycles.push({
          target: 'resolution',
          cycle: cycles.length + 1,
          at: state,
          traits: { ...traits },
          stop: null,
        })
      }
      if (!isRemoved) living = status
      const turn = isWaiting ? turns.at(-1) : undefined
      if (event.type === 'message.created' && event.visibility === 'public') {
        if (event.actorType === 'customer') {
          if (turn) turn.word = null
          else {
            const target = turns.length === 0 ? 'first_response' : 'next_response'
            turns.push({
              target,
              cycle: turns.length + 1,
              at: now,
              traits: { ...traits },
              stop: null,
              word: null,
              answered: false,
            })
            isWaiting = true
          }
        } else if (event.actorType === 'bot') {
          if (turn) turn.word ??= now
        } else if (turn) {
          turn.stop = now
          turn.answered = true
          isWaiting = false
        }
      }
      if (isSolved && !wasSolved) {
        const cycle = cycles.at(-1)
        if (cycle) cycle.stop = state
        const waiting = isWaiting ? turns.at(-1) : undefined
        if (waiting) {
          waiting.stop = waiting.word ?? now
          waiting.answered = waiting.word !== null
          isWaiting = false
        }
      }
      if (/^ticket\.(merged|deleted|spam|restored)$/.test(event.type)) removal = event.type
    })
    const isRemoved =
      removal === null ? status === 'deleted' || status === 'spam' : removal !== 'ticket.restored'
    const atEnd = status === 'solved' || status === 'closed'
    const asked = turns.filter((turn) => !(turn.stop === null && atEnd))
    const clocks = [...asked, ...cycles].flatMap((began) =>
      this.#clock(began, changes, created, asOf, isRemoved),
    )
    const open = (began: Began) => this.#durable(changes, began.at, began.stop, created)
    return {
      clocks,
      responses: turns.map((turn) => (turn.answered ? open(turn) : null)),
      resolutions: cycles.map(open),
    }
  }

  #clock(
    began: Began,
    changes: readonly Change[],
    created: number,
    asOf: number,
    isRemoved: boolean,
  ): WalkedClock[] {
    const policy = this.#policy(began)
    const goal = policy?.body.targets[began.target]
    const minutes = goal?.minutes[began.traits.priority as 'normal']
    if (!policy || !goal || minutes === undefined) return []
    const targetMs = minutes * 60_000
    const end = began.stop ?? Math.max(asOf, began.at)
    const pieces = piecesOf(changes, began.at, end, created).map((piece) => ({
      ...piece,
      paused: goal.pauses.includes(piece.status as 'new'),
      calendar: this.#calendar(goal.calendar, piece.team, began.at),
    }))
    let elapsed = 0
    let paused = 0
    let due: number | null = null
    for (const { from, to, ...piece } of pieces) {
      const open = piece.calendar ? elapsedMs(this.#compile(piece.calendar.span), from, to) : to - from
      if (piece.paused) paused += open
      else {
        if (due === null && elapsed + open >= targetMs)
          due = this.#due(piece.calendar, from, targetMs - elapsed)
        elapsed += open
      }
    }
    const last = pieces.at(-1)
    if (due === null && last && (began.stop !== null || !last.paused))
      due = this.#due(last.calendar, end, targetMs - elapsed)
    // The clock first counts on the calendar of the team that has the ticket once all of its first instant is told.
    const first = changes.findLast(({ at }) => at <= Math.max(began.at, created))
    const own = this.#calendar(goal.calendar, first?.team ?? null, began.at)
    const result =
      elapsed > targetMs
        ? began.stop === null
          ? 'overdue'
          : 'breached'
        : began.stop === null
          ? 'running'
          : 'met'
    return [
      {
        target: began.target,
        cycle: began.cycle,
        policy: policy.body.name,
        policy_version: policy.version,
        calendar: own?.id ?? 'always',
        calendar_version: own?.span.version ?? 1,
        started_at: began.at,
        due_at: due,
        stopped_at: began.stop,
        target_s: targetMs / 1000,
        elapsed_s: began.stop === null ? null : elapsed / 1000,
        paused_s: began.stop === null ? null : paused / 1000,
        state: isRemoved ? 'removed' : result,
      },
    ]
  }

  #due(calendar: { span: Span<Calendar> } | null, from: number, ms: number): number {
    return calendar ? deadlineMs(this.#compile(calendar.span), from, ms) : from + ms
  }

  /** The first in order whose conditions all hold. */
  #policy({ at, traits }: Began): Span<Policy> | undefined {
    return this.#timelines.policies
      .flatMap((one) => ({ id: one.id, span: holdingAt(one, at) }))
      .filter(({ span }) => span !== null)
      .sort((a, b) => (a.span?.body.position ?? 0) - (b.span?.body.position ?? 0) || (a.id < b.id ? -1 : 1))
      .find(({ span }) =>
        Object.entries(span?.body.conditions ?? {}).every(([name, condition]) => {
          const value = traits[name as keyof Traits]
          return (
            (condition?.in === undefined || condition.in.includes(value)) &&
            (condition?.not_in === undefined || !condition.not_in.includes(value))
          )
        }),
      )?.span as Span<Policy> | undefined
  }

  /** What a target counts by for a team, as things stood at an instant; null is around the clock. */
  #calendar(named: string, team: string | null, at: number) {
    if (named === 'always') return null
    const inForce = this.#timelines.calendars.flatMap((one) => {
      const span = holdingAt(one, at)
      return span ? [{ id: one.id, span }] : []
    })
    const own = inForce.find(({ id }) => id === named)
    const ofTeam = inForce.find(({ span }) => team !== null && span.body.teams.includes(team))
    return own ?? ofTeam ?? inForce.find(({ id }) => id === 'default') ?? null
  }

  /** Durations go by the calendar of each instant, so they are cut wherever one of them changes. */
  #durable(changes: readonly Change[], from: number, to: number | null, created: number): number | null {
    if (to === null) return null
    const bounds = this.#timelines.calendars
      .flatMap(({ spans }) => spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))
      .filter((at): at is number => at !== null && at > from && at < to)
    let ms = 0
    for (const piece of piecesOf(changes, from, to, created)) {
      const cuts = [
        piece.from,
        ...bounds.filter((at) => at > piece.from && at < piece.to).sort((a, b) => a - b),
        piece.to,
      ]
      for (let i = 1; i < cuts.length; i++) {
        const [begin, end] = [cuts[i - 1] as number, cuts[i] as number]
        const calendar = this.#calendar('team', piece.team, begin)
        if (calendar) ms += elapsedMs(this.#compile(calendar.span), begin, end)
      }
    }
    return ms / 1000
  }

  #compile(span: Span<Calendar>): CompiledCalendar {
    const known = this.#compiled.get(span)
    if (known) return known
    const compiled = compileCalendar(span.body, `${this.#years[0] - 1}-01-01`, `${this.#years[1] + 1}-12-31`)
    this.#compiled.set(span, compiled)
    return compiled
  }
}

/** Stretches of one status and team; what comes before the creation is as it was at the creation. */
function piecesOf(changes: readonly Change[], from: number, to: number, created: number) {
  const inForce = (at: number) => changes.findLast((one) => one.at <= Math.max(at, created)) as Change
  const cuts = [
    ...new Set([from, ...changes.map((one) => one.at).filter((at) => at > from && at < to && at > created)]),
  ]
  return cuts.map((begin, index) => {
    const { status, team } = inForce(begin)
    return { status, team, from: begin, to: cuts[index + 1] ?? to }
  })
}

/**
 * One clock worked out the way a person would with the conversation, the policy and the opening hours on the table: minute by
 * minute on the wall clock. Knows no code of the product.
 */
export interface Clock {
  ticket_key: string
  target: 'first_response' | 'next_response' | 'resolution'
  cycle: number
  policy: string
  priority: string
  state: string
  due_at: string | null
  elapsed_s: number | null
}

export interface Told {
  ticket: { ticket_id: string; created_at: string }
  messages: {
    sent_at: string
    direction: string
    actor_type: string
    visibility: string
    countable: boolean
    is_reply: boolean
  }[]
  statusIntervals: { status: string; team: string | null; from_at: string; to_at: string | null }[]
  asOf: string
}

interface Hours {
  zone: string
  week: Record<string, [string, string][]>
  public_holidays?: { country: string } | null
  teams?: string[]
}

interface Promises {
  name: string
  targets: Record<string, { minutes: Record<string, number>; calendar?: string; pauses?: string[] }>
}

export type Config = (
  | { kind: 'calendar'; id: string; body: Hours }
  | { kind: 'policy'; id: string; body: Promises }
)[]

/** From the law: nationwide holidays of Germany in the year of the sample. */
const GERMAN_HOLIDAYS = [
  '2025-12-25',
  '2025-12-26',
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-01',
  '2026-05-14',
  '2026-05-25',
  '2026-10-03',
  '2026-12-25',
  '2026-12-26',
]
const MINUTE = 60_000
const DAY = 1440 * MINUTE

export function explainByHand(
  clock: Clock,
  told: Told,
  config: Config,
): { breached: boolean; dueAt: number | null; elapsedS: number } {
  const policy = config.find((one) => one.kind === 'policy' && one.body.name === clock.policy)
    ?.body as Promises
  const promise = policy.targets[clock.target]
  const allowedMs = (promise?.minutes[clock.priority] ?? Number.NaN) * MINUTE
  const { from, to } = clock.target === 'resolution' ? cycleOf(told, clock.cycle) : turnOf(told, clock.cycle)
  const hoursFor = (team: string | null): Hours | null => {
    const calendars = config.filter((one) => one.kind === 'calendar')
    if (promise?.calendar === 'always') return null
    const named = calendars.find(({ id }) => id === promise?.calendar)
    const own = calendars.find(({ body }) => team !== null && (body as Hours).teams?.includes(team))
    return (named ?? own ?? calendars.find(({ id }) => id === 'default'))?.body as Hours
  }
  const states = told.statusIntervals.map((one) => ({ ...one, at: Date.parse(one.from_at) }))
  const stateAt = (ms: number) => states.findLast(({ at }) => at <= ms) ?? states[0]
  const end = to ?? Date.parse(told.asOf)
  const changes = states.map(({ at }) => at).filter((at) => at > from && at < end)
  let elapsedMs = 0
  let dueAt: number | null = null
  for (let at = from; at < end; ) {
    const next = Math.min(end, (Math.floor(at / MINUTE) + 1) * MINUTE, ...changes.filter((one) => one > at))
    const state = stateAt(at)
    const hours = hoursFor(state?.team ?? null)
    if (!promise?.pauses?.includes(state?.status ?? '') && (hours === null || isOpen(hours, at))) {
      if (dueAt === null && elapsedMs + next - at >= allowedMs) dueAt = at + allowedMs - elapsedMs
      elapsedMs += next - at
    }
    if (elapsedMs > allowedMs) return { breached: true, dueAt, elapsedS: elapsedMs / 1000 }
    at = next
  }
  return { breached: false, dueAt, elapsedS: elapsedMs / 1000 }
}

/** From the first unanswered message of the customer to the reply to it, or to the solving without one. */
function turnOf(told: Told, cycle: number): { from: number; to: number | null } {
  const words = told.messages
    .filter(({ visibility }) => visibility === 'public')
    .map((one) => ({ at: Date.parse(one.sent_at), rank: 0, word: one }))
  const lastWord = Math.max(...words.map(({ at }) => at))
  const isSession = told.ticket.ticket_id.startsWith('whatsapp-')
  const ends = solvings(told)
    // Nobody ends a session that runs out: it is closed a day after its last word.
    .filter((at) => !(isSession && at === lastWord + DAY))
    .map((at) => ({ at, rank: 1, word: null }))
  const turns: { from: number; to: number | null }[] = []
  let isWaiting = false
  let botWord: number | null = null
  for (const one of [...words, ...ends].sort((a, b) => a.at - b.at || a.rank - b.rank)) {
    const turn = turns.at(-1)
    if (one.word?.direction === 'inbound') {
      if (!one.word.countable) continue
      if (!isWaiting) turns.push({ from: one.at, to: null })
      isWaiting = true
      botWord = null
    } else if (turn && isWaiting && one.word?.direction === 'outbound') {
      if (one.word.actor_type === 'bot') botWord ??= one.at
      if (!one.word.is_reply) continue
      turn.to = one.at
      isWaiting = false
    } else if (turn && isWaiting && one.rank === 1) {
      turn.to = botWord ?? one.at
      isWaiting = false
    }
  }
  return turns[cycle - 1] as { from: number; to: number | null }
}

/** From creation or reopening to the next solving. */
function cycleOf(told: Told, cycle: number): { from: number; to: number | null } {
  const isDone = (status: string) => status === 'solved' || status === 'closed'
  const cycles = [{ from: Date.parse(told.ticket.created_at), to: null as number | null }]
  told.statusIntervals.forEach(({ status, from_at }, index) => {
    const wasDone = index > 0 && isDone(told.statusIntervals[index - 1]?.status ?? '')
    if (isDone(status) && !wasDone) (cycles.at(-1) as { to: number | null }).to = Date.parse(from_at)
    if (!isDone(status) && wasDone) cycles.push({ from: Date.parse(from_at), to: null })
  })
  return cycles[cycle - 1] as { from: number; to: number | null }
}

const solvings = (told: Told): number[] =>
  told.statusIntervals
    .filter(({ status }, index) => {
      const before = told.statusIntervals[index - 1]?.status
      return /solved|closed/.test(status) && !/solved|closed/.test(before ?? '')
    })
    .map(({ from_at }) => Date.parse(from_at))

const formats = new Map<string, Intl.DateTimeFormat>()

function isOpen(hours: Hours, ms: number): boolean {
  const format =
    formats.get(hours.zone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: hours.zone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    })
  formats.set(hours.zone, format)
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
  const isHoliday = GERMAN_HOLIDAYS.includes(`${part.year}-${part.month}-${part.day}`)
  if (hours.public_holidays?.country === 'DE' && isHoliday) return false
  const now = `${part.hour}:${part.minute}`
  return (hours.week[String(part.weekday).toLowerCase()] ?? []).some(
    ([opens, closes]) => opens <= now && now < closes,
  )
}

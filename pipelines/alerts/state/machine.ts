/** What becomes of one alert when it is looked at: a pure step from a state and an observation to the next state. */
export type Phase = 'normal' | 'pending' | 'firing' | 'recovering' | 'no_data' | 'error'

export interface Timing {
  is: 'above' | 'below'
  enter: number
  leave: number
  forMs: number
  keepMs: number
  /** After so long with too few to tell, what fires is over: nothing that it fired for is in view any more. Null is never. */
  thinMs: number | null
}

/** What was seen at an instant. */
export type Observation =
  | { kind: 'reading'; value: number; n: number }
  /** Fewer than the smallest n: says nothing either way. */
  | { kind: 'too_few'; n: number }
  /** What the alert was about is over: the ticket is answered, the rule changed. */
  | { kind: 'over'; reason: string }
  | { kind: 'no_data'; reason: string }
  | { kind: 'error'; reason: string }
  /** The rule's schedule is closed. */
  | { kind: 'resting' }

export interface AlertState {
  phase: Phase
  /** When the phase began. */
  sinceMs: number
  /** When the alert began to fire; null while it does not. Names the incident. */
  firedMs: number | null
  /** When it last stopped firing; null before. */
  clearedMs: number | null
  /** What to go on with once data are back. */
  before: { phase: Exclude<Phase, 'no_data' | 'error'>; sinceMs: number } | null
  /** Instants at which it began or ceased to hold, the latest ones. */
  turns: readonly number[]
  /** Too restless to be told of each turn: counts as firing until it has been quiet. */
  flapping: boolean
  reason: string | null
}

/** More turns than this within `FLAP_MS` are flapping; it ends when at most one is left in that time. */
export const MOST_TURNS = 4
export const FLAP_MS = 30 * 60_000

export const unseen = (atMs: number): AlertState => ({
  phase: 'normal',
  sinceMs: atMs,
  firedMs: null,
  clearedMs: null,
  before: null,
  turns: [],
  flapping: false,
  reason: null,
})

/** Whether people are, or are to be, told that it fires. */
export const isFiring = ({ firedMs }: AlertState): boolean => firedMs !== null

export function step(state: AlertState, seen: Observation, timing: Timing, atMs: number): AlertState {
  switch (seen.kind) {
    case 'reading':
      return damped(read(resumed(state), seen.value, timing, atMs), atMs)
    case 'too_few':
      return damped(thinned(resumed(state), timing, atMs), atMs)
    case 'over':
      return { ...unseen(atMs), clearedMs: isFiring(state) ? atMs : state.clearedMs, reason: seen.reason }
    case 'no_data':
    case 'error':
      return unknown(state, seen.kind, seen.reason, atMs)
    case 'resting':
      return resting(resumed(state), atMs)
  }
}

/** Data are back: what was before goes on, its clocks untouched. */
function resumed(state: AlertState): AlertState {
  if (!state.before) return state
  return { ...state, ...state.before, before: null, reason: null }
}

function unknown(state: AlertState, phase: 'no_data' | 'error', reason: string, atMs: number): AlertState {
  if (state.phase === phase) return state.reason === reason ? state : { ...state, reason }
  const { phase: was, sinceMs } = resumed(state)
  if (was === 'no_data' || was === 'error') return state
  return { ...state, phase, sinceMs: atMs, before: { phase: was, sinceMs }, reason }
}

/** A reading within the time takes up where it was: one that is still past its threshold fires on. */
function thinned(state: AlertState, { keepMs, thinMs }: Timing, atMs: number): AlertState {
  if (thinMs === null) return state
  if (state.phase === 'firing') return { ...state, phase: 'recovering', sinceMs: atMs }
  if (state.phase !== 'recovering' || atMs - state.sinceMs < Math.max(keepMs, thinMs)) return state
  return ceased(state, atMs)
}

/** Waiting starts anew when the schedule opens; what fires goes on firing. */
function resting(state: AlertState, atMs: number): AlertState {
  return state.phase === 'pending' ? { ...state, phase: 'normal', sinceMs: atMs } : state
}

function read(state: AlertState, value: number, timing: Timing, atMs: number): AlertState {
  const { enter, leave, forMs, keepMs } = timing
  const past = (limit: number) => (timing.is === 'above' ? value >= limit : value <= limit)
  const entered = past(enter)
  const left = leave === enter ? !entered : timing.is === 'above' ? value < leave : value > leave
  switch (state.phase) {
    case 'normal':
      if (!entered) return state
      return forMs === 0 ? began(state, atMs) : { ...state, phase: 'pending', sinceMs: atMs }
    case 'pending':
      if (!entered) return { ...state, phase: 'normal', sinceMs: atMs }
      return atMs - state.sinceMs >= forMs ? began(state, atMs) : state
    case 'firing':
      if (!left) return state
      return keepMs === 0 ? ceased(state, atMs) : { ...state, phase: 'recovering', sinceMs: atMs }
    case 'recovering':
      if (!left) return { ...state, phase: 'firing', sinceMs: atMs }
      return atMs - state.sinceMs >= keepMs ? ceased(state, atMs) : state
    case 'no_data':
    case 'error':
      return state
  }
}

function began(state: AlertState, atMs: number): AlertState {
  const firedMs = state.firedMs ?? atMs
  return { ...state, phase: 'firing', sinceMs: atMs, firedMs, turns: turned(state, atMs) }
}

function ceased(state: AlertState, atMs: number): AlertState {
  return { ...state, phase: 'normal', sinceMs: atMs, turns: turned(state, atMs) }
}

const turned = ({ turns }: AlertState, atMs: number) => [...recent(turns, atMs), atMs].slice(-2 * MOST_TURNS)
const recent = (turns: readonly number[], atMs: number) => turns.filter((at) => at > atMs - FLAP_MS)

/** Ends the incident of an alert that no longer holds, unless it flaps. */
function damped(state: AlertState, atMs: number): AlertState {
  const many = state.turns.length === 0 ? 0 : recent(state.turns, atMs).length
  const flapping = state.flapping ? many > 1 : many > MOST_TURNS
  const holds = state.phase === 'firing' || state.phase === 'recovering'
  if (isFiring(state) && !holds && !flapping) {
    return { ...state, flapping, firedMs: null, clearedMs: atMs }
  }
  return flapping === state.flapping ? state : { ...state, flapping }
}

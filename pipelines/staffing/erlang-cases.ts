/** Cases of the command `erlang`: one model, one answer in the short names of the trade. */
import { z } from 'zod'
import { sentenceOf } from '../config/fields.ts'
import { erlangA } from './erlang-a.ts'
import { erlangB } from './erlang-b.ts'
import { erlangC } from './erlang-c.ts'
import type { QueueAnswer } from './queue.ts'

const number = z.number('a number')
const positive = number.positive('more than 0')
const agents = z
  .number('a whole number')
  .int('a whole number')
  .min(0, 'at least 0')
  .max(1_000_000, 'at most 1,000,000')
const load = number.min(0, 'at least 0').max(1_000_000, 'at most 1,000,000 Erlangs')
const seconds = number.min(0, 'at least 0').max(1e9, 'at most 1,000,000,000 seconds')

const sized = z.object({
  A: load.optional(),
  calls: number.min(0, 'at least 0').optional(),
  interval: positive.optional(),
  aht: positive.max(1e9, 'at most 1,000,000,000 seconds').optional(),
  n: agents,
  t: seconds.nullish(),
})

const schemas = {
  B: sized,
  C: sized,
  A: sized.extend({ patience: seconds }),
  CA: sized.extend({ patience: seconds }),
} as const

type Model = keyof typeof schemas

/** `PW` share that waits, `SL` answered within t, `ASA` and `EW` mean wait, `occ` occupancy, `imm` answered at once, `Pab` given up, `B` blocked, `Lq` waiting; null where there is no end. */
export type ErlangAnswer = Record<string, number | string | null>

/** Answers one case `{model, input, id?}`; a bad one is answered `{error}` with the fields at fault. */
export function answerErlang(value: unknown): ErlangAnswer {
  const outer = z.object({ model: z.enum(['B', 'C', 'A', 'CA'], 'B, C, A or CA'), input: z.unknown() })
  const outerRead = outer.safeParse(value)
  const id = idOf(value)
  if (!outerRead.success) return { ...id, error: problemOf(outerRead.error, '') }
  const { model, input } = outerRead.data
  const read = schemas[model].safeParse(input)
  if (!read.success) return { ...id, error: problemOf(read.error, 'input.') }
  const sized = sizeOf(read.data, model)
  return 'error' in sized ? { ...id, ...sized } : { ...id, ...answer(model, sized) }
}

interface Sized {
  load: number
  handleTimeS: number
  agents: number
  withinS: number | null
  patienceS: number
}

/** Load from calls, interval and handle time where it is not stated. */
function sizeOf(
  input: z.infer<typeof sized> & { patience?: number },
  model: Model,
): Sized | { error: string } {
  const { A, calls, interval, aht, n, t, patience } = input
  if (A === undefined && (calls === undefined || interval === undefined || aht === undefined)) {
    return { error: 'input.A: the load in Erlangs, or calls, interval and aht' }
  }
  if (model !== 'B' && aht === undefined) return { error: 'input.aht: a number' }
  const handleTimeS = aht ?? 1
  const offered = A ?? ((calls ?? 0) * handleTimeS) / (interval ?? 1)
  if (offered > 1_000_000) return { error: 'input.calls: at most 1,000,000 Erlangs' }
  return { load: offered, handleTimeS, agents: n, withinS: t ?? null, patienceS: patience ?? 0 }
}

function answer(model: Model, input: Sized): ErlangAnswer {
  switch (model) {
    case 'B': {
      const blocked = erlangB(input.load, input.agents)
      return { B: blocked, occ: input.agents === 0 ? 1 : (input.load * (1 - blocked)) / input.agents }
    }
    case 'C':
      return inShort(erlangC(input))
    case 'A': {
      const solved = erlangA(input)
      return { ...inShort(solved), Pab: solved.abandoned }
    }
    case 'CA':
      return { ...inShort(erlangC(input)), Pab_erlangA: erlangA(input).abandoned }
  }
}

const inShort = ({ waits, serviceLevel, waitS, waiting, occupancy }: QueueAnswer) => ({
  PW: waits,
  SL: serviceLevel,
  ASA: finite(waitS),
  EW: finite(waitS),
  occ: occupancy,
  imm: 1 - waits,
  Lq: finite(waiting),
})

const finite = (value: number) => (Number.isFinite(value) ? value : null)

function idOf(value: unknown): { id?: string | number } {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' || typeof id === 'number' ? { id } : {}
}

const problemOf = (error: z.ZodError, before: string) =>
  sentenceOf(Object.fromEntries(error.issues.map((one) => [before + one.path.join('.'), one.message])))

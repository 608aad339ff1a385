/** A roster: who works when. */
import { z } from 'zod'
import { date, instant } from './setup.ts'

const span = { start: instant, end: instant }
const id = z.string().min(1).max(80)

export const shiftSchema = z.object({
  person: id,
  pattern: id,
  /** Local date on which it begins. */
  date,
  ...span,
  breaks: z.array(z.object(span)).max(10).default([]),
  /** Put by hand: it stays where it is when the roster is made again. */
  pinned: z.boolean().optional(),
})

export const dutyTurnSchema = z.object({
  person: id,
  duty: id,
  date,
  ...span,
  /** Given by hand, as of shifts. */
  pinned: z.boolean().optional(),
})

export const assignmentSchema = z.object({
  shifts: z.array(shiftSchema).max(20_000),
  on_call: z.array(dutyTurnSchema).max(5_000).default([]),
})

export type Shift = z.infer<typeof shiftSchema>
export type DutyTurn = z.infer<typeof dutyTurnSchema>
export type Assignment = z.infer<typeof assignmentSchema>

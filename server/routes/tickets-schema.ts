import { z } from '@hono/zod-openapi'

const row = z.record(z.string(), z.unknown())
const rows = z.array(row)

export const timelineSchema = z
  .object({
    ticket: row,
    messages: rows,
    statusIntervals: rows,
    responses: rows,
    clocks: rows,
    ratings: rows,
    handoffs: rows,
    calls: rows,
    openIntervals: z
      .array(z.object({ opensAt: z.string(), closesAt: z.string() }))
      .openapi({ description: 'Business hours within the span of the conversation' }),
    asOf: z.string(),
  })
  .openapi('Timeline')

const text = z.string().nullable()

export const atRiskSchema = z
  .object({
    ticketKey: z.string(),
    ticketId: z.string(),
    target: z.string(),
    dueAt: z.string(),
    remainingBusinessS: z.number().openapi({ description: 'Negative once overdue' }),
    probability: z
      .number()
      .openapi({ description: 'Of a breach, from what became of comparable clocks; 1 once overdue' }),
    state: z.enum(['running', 'overdue']),
    team: text,
    assignee: text,
    priority: text,
    channel: text,
    tier: text,
    createdAt: z.string(),
    startedAt: z.string(),
  })
  .openapi('AtRisk')

import { z } from '@hono/zod-openapi'

const seconds = (description: string) => z.number().openapi({ description })

const stretchSchema = z
  .object({
    kind: z.enum(['counted', 'paused', 'closed']),
    from: z.string(),
    to: z.string(),
    seconds: seconds('Seconds that passed; those of counted stretches add up to the elapsed time'),
    status: z.string(),
    team: z.string().nullable(),
    calendar: z.string(),
    calendarVersion: z.number().int(),
  })
  .openapi('ClockStretch')

export const explainedClockSchema = z
  .object({
    ticketKey: z.string(),
    target: z.string(),
    cycle: z.number().int(),
    policy: z.string(),
    policyVersion: z.number().int(),
    priority: z.string(),
    calendar: z.string(),
    calendarVersion: z.number().int(),
    startedAt: z.string(),
    dueAt: z.string().nullable(),
    stoppedAt: z.string().nullable(),
    breachedAt: z.string().nullable(),
    state: z.string(),
    targetS: seconds('What was promised'),
    elapsedS: seconds('By the calendars that applied'),
    pausedS: seconds('By the calendars that applied'),
    remainingS: seconds('Negative once overdue; null once stopped').nullable(),
    stretches: z.array(stretchSchema),
  })
  .openapi('ExplainedClock')

const changeSchema = z.object({
  kind: z.enum(['policy', 'calendar']),
  id: z.string().min(1).max(100),
  body: z
    .record(z.string(), z.unknown())
    .nullable()
    .openapi({ description: 'As in the configuration; null for none' }),
})

export const whatIfSchema = z
  .object({
    from: z.iso.datetime({ offset: true }).openapi({ description: 'Clocks that started from here on' }),
    to: z.iso.datetime({ offset: true }),
    changes: z.array(changeSchema).max(50),
  })
  .openapi('WhatIf')

const outcomesSchema = z.object({
  met: z.number().int(),
  breached: z.number().int().openapi({ description: 'Past their target, finished or not' }),
  running: z.number().int(),
})

export const whatIfResultSchema = z
  .object({
    asOf: z.string(),
    changed: z
      .number()
      .int()
      .openapi({ description: 'Clocks with another outcome, or there on one side only' }),
    clocks: z.object({ before: z.number().int(), after: z.number().int() }),
    rows: z.array(
      z.object({
        target: z.string(),
        policy: z.string(),
        priority: z.string(),
        before: outcomesSchema,
        after: outcomesSchema,
      }),
    ),
  })
  .openapi('WhatIfResult')

const share = (description: string) => z.number().nullable().openapi({ description })

const burnSchema = z
  .object({
    n: z.number().int().openapi({ description: 'Clocks decided in the window' }),
    breached: z.number().int(),
    rate: share('Breached share ÷ share that may be missed: 1 uses up exactly the budget'),
  })
  .openapi('BurnRate')

export const budgetSchema = z
  .object({
    from: z.string().openapi({ description: 'Start of the month in the zone' }),
    to: z.string(),
    tz: z.string(),
    asOf: z.string(),
    rows: z.array(
      z.object({
        policy: z.string(),
        target: z.string(),
        goal: share('Of the policy in force; null where none promises the target any more'),
        met: z.number().int(),
        breached: z.number().int(),
        attainment: share('Met ÷ decided'),
        budget: share('Clocks that may be breached: (1 − goal) × decided'),
        left: share('Share of the budget left, negative when overspent'),
        burn: z.object({ day: burnSchema, week: burnSchema }),
      }),
    ),
  })
  .openapi('ErrorBudget')

export const daysOffSchema = z
  .array(
    z.object({
      calendar: z.string(),
      days: z.array(
        z.object({
          date: z.string(),
          name: z.string().nullable(),
          hours: z
            .array(z.tuple([z.string(), z.string()]))
            .openapi({ description: 'What is open on it: nothing on a full holiday' }),
        }),
      ),
    }),
  )
  .openapi('DaysOff')

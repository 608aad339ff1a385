import { z } from '@hono/zod-openapi'

const text = z.object({ en: z.string(), de: z.string() })
const labels = z
  .record(z.string(), z.string().nullable())
  .openapi({ description: 'Dimension → value; names one alert of a rule' })
const instant = z.string().openapi({ format: 'date-time' })
const body = z.record(z.string(), z.unknown())

const alertSchema = z.object({
  labels,
  phase: z.enum(['normal', 'pending', 'firing', 'recovering', 'no_data', 'error']),
  since: instant,
  firedAt: instant.nullable(),
  value: z.number().nullable(),
  text: text.nullable(),
  n: z.number().nullable(),
  flapping: z.boolean(),
  quiet: z.enum(['silenced', 'inhibited']).nullable().openapi({ description: 'Why nobody is told' }),
})

export const rulesSchema = z
  .object({
    lookedAt: instant.nullable(),
    rules: z.array(
      z.object({
        id: z.string(),
        version: z.number().int(),
        body,
        words: text,
        health: z.object({
          kind: z.enum(['ok', 'no_data', 'error']),
          since: instant,
          reason: z.string().nullable(),
        }),
        alerts: z.array(alertSchema),
        firing: z.number().int(),
        pending: z.number().int(),
      }),
    ),
  })
  .openapi('AlertRules')

export const backtestBody = z
  .object({
    rule: body.openapi({ description: 'As in the configuration' }),
    days: z.number().int().min(1).max(366).default(90),
  })
  .openapi('BacktestInput')

const span = { from: instant, to: instant.nullable() }
export const backtestSchema = z
  .object({
    words: text,
    from: instant,
    to: instant,
    stepMin: z.number().openapi({ description: 'Minutes between looks' }),
    firings: z.array(
      z.object({
        labels,
        ...span,
        lastsS: z.number(),
        worst: z.number().nullable(),
        n: z.number().nullable(),
      }),
    ),
    notices: z.array(z.object({ at: instant, kind: z.string(), labels, alerts: z.number().int() })),
    told: z.array(z.string()).openapi({ description: 'Endpoints that each notice would have gone to' }),
    perWeek: z.number(),
    worstDay: z.object({ date: z.string(), firings: z.number().int() }).nullable(),
    suggested: z
      .object({ enter: z.number(), perWeek: z.number(), text })
      .nullable()
      .openapi({ description: 'Threshold that fires about twice a week' }),
    curves: z.array(z.object({ labels, points: z.array(z.object({ at: instant, value: z.number() })) })),
    blind: z.array(z.object({ ...span, reason: z.string() })),
    dropped: z.number().int().openapi({ description: 'Firings that the list leaves out' }),
  })
  .openapi('Backtest')

export const incidentSchema = z
  .object({
    rule: z.string(),
    name: z.string(),
    labels,
    ...span,
    value: z.number().nullable(),
    metric: z.string().nullable(),
  })
  .openapi('Incident')

export const deliveriesSchema = z
  .object({
    total: z.number().int(),
    rows: z.array(
      z.object({
        id: z.string().openapi({ description: 'The `webhook-id`, the same over all attempts' }),
        notice: z.string(),
        rule: z.string(),
        endpoint: z.string(),
        kind: z.string(),
        labels,
        alerts: z.number().int(),
        createdAt: instant,
        state: z.enum(['waiting', 'delivered', 'dead']),
        attempts: z.number().int(),
        nextAt: instant.nullable(),
        lastAt: instant.nullable(),
        lastStatus: z.number().int().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .openapi('AlertDeliveries')

export const endpointsSchema = z
  .array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      body,
      ready: z.boolean(),
      failingSince: instant.nullable(),
      disabledAt: instant.nullable(),
      reason: z.string().nullable(),
    }),
  )
  .openapi('AlertEndpoints')

export const silenceBody = z
  .object({
    rule: z.string().nullable().default(null),
    labels: labels.default({}),
    until: z.iso.datetime({ offset: true }),
    reason: z.string().min(1).max(300),
  })
  .openapi('NewSilence')

export const silencesSchema = z
  .array(
    z.object({
      id: z.string(),
      rule: z.string().nullable(),
      labels,
      from: instant.nullable(),
      until: instant,
      reason: z.string(),
    }),
  )
  .openapi('Silences')

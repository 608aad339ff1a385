import { z } from '@hono/zod-openapi'

const share = (description: string) => z.number().nullable().openapi({ description })
const numbers = z.array(z.number())

export const queueSchema = z
  .object({
    id: z
      .string()
      .openapi({ example: 'support~whatsapp', description: 'team~channel; absent ones are empty' }),
    team: z.string().nullable(),
    channel: z.string().nullable(),
    contacts: z.number().int().openapi({ description: 'In the last eight weeks' }),
    since: z.string(),
  })
  .openapi('Queue')

const pointsSchema = z
  .object({
    time: z.array(z.string()).openapi({ description: 'Starts of the intervals' }),
    open: z.array(z.boolean()).openapi({ description: 'False where nothing ever comes' }),
    mean: numbers.openapi({ description: 'Adjusted by hand where somebody did' }),
    model: numbers.openapi({ description: 'The mean as the model made it' }),
    p05: numbers,
    p10: numbers,
    p50: numbers,
    p90: numbers,
    p95: numbers,
    average: numbers.openapi({ description: 'The 8-week average, for comparison' }),
  })
  .openapi('ForecastPoints', { description: 'Columns of one length' })

const loadSchema = z
  .object({
    handleS: z.number().nullable().openapi({
      description: 'Mean seconds that a contact is in hand, pauses of more than 20 minutes left out',
    }),
    concurrency: z.number().nullable().openapi({ description: 'Contacts in hand per agent while any is' }),
    conversations: z.number().int(),
    replies: z.number().int(),
  })
  .openapi('QueueLoad', { description: 'Measured on the last eight weeks' })

const tried = z.object({ wape: z.number(), bias: z.number() }).nullable()

const explanationSchema = z
  .object({
    days: z.number().int().openapi({ description: 'Days of history' }),
    originDay: z.number().int(),
    members: z.array(z.object({ name: z.string(), weights: numbers, wape: z.array(z.number().nullable()) })),
    buckets: z
      .array(z.number())
      .openapi({ description: 'First lead days of what weights and errors speak of' }),
    backtest: z.array(tried),
    eightWeekAverage: z.array(z.number().nullable()),
    poissonFloor: z.number().openapi({ description: 'Error that chance alone leaves, as a share' }),
    season: z
      .object({ daily: z.number(), weekly: z.number(), monthly: z.number(), annual: z.number() })
      .openapi({ description: 'Shares of the variance explained' }),
    trend: z.number().openapi({ description: 'Last two weeks against the eight before' }),
    effects: z.array(
      z.object({ class: z.string(), days: z.number().int(), ratio: z.number().nullable(), as: z.string() }),
    ),
    ahead: z
      .array(
        z.object({
          day: z.number().int(),
          class: z.string(),
          name: z.string().optional(),
          ratio: z.number(),
          share: z.number().optional(),
        }),
      )
      .openapi({
        description:
          'Holidays and marked days to come, by days since 1970, against a usual day, and the share of its contacts that they touch where that is not all',
      }),
    intraday: z.object({ ratio: z.number(), factors: numbers, narrowing: z.number() }).nullable().openapi({
      description: 'What the hours so far say: came against forecast, and what follows for the rest',
    }),
  })
  .openapi('ForecastExplanation')

const adjustmentSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    queue: z.string(),
    from: z.string(),
    to: z.string().nullable(),
    percent: z.number().optional().openapi({ description: 'One of percent, add and total is there' }),
    add: z.number().optional().openapi({ description: 'Contacts more or fewer on each local day' }),
    total: z
      .number()
      .optional()
      .openapi({ description: 'Contacts of each local day, whatever was forecast' }),
    why: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    author: z.string(),
    recordedAt: z.string(),
  })
  .openapi('ForecastAdjustment', { description: 'Configuration of the kind `forecast_adjustment`' })

const reasonsSchema = z
  .object({
    day: z.string().openapi({ description: "Local date in the queue's zone" }),
    level: z.number().openapi({ description: 'A day of the last eight weeks, whatever its weekday' }),
    weekday: z.number(),
    movement: z.number().openapi({ description: 'Season, and movement since' }),
    special: z.number().openapi({ description: 'What the holiday or the mark makes of it' }),
    today: z.number().openapi({ description: 'What the hours so far make of it' }),
    byHand: z.number(),
    hand: z
      .array(z.object({ id: z.string(), contacts: z.number() }))
      .openapi({ description: 'What each adjustment that reaches the day makes of it; the sum is `byHand`' }),
    expected: z.number().openapi({ description: 'The sum of `level` to `byHand`' }),
    mark: z
      .object({ class: z.string(), name: z.string().nullable(), ratio: z.number(), share: z.number() })
      .nullable(),
  })
  .openapi('ForecastReasons', { description: 'Contacts that each reason adds to a day' })

export const forecastSchema = z
  .object({
    queue: queueSchema,
    zone: z.string(),
    stepMinutes: z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(1440)]),
    originAt: z.string().openapi({ description: 'Up to where the record was known' }),
    madeAt: z.string(),
    points: pointsSchema,
    adjustments: z.array(adjustmentSchema),
    reasons: z.array(reasonsSchema),
    partly: z
      .array(z.object({ id: z.string(), share: z.number() }))
      .openapi({ description: 'Marks that touch only a part of the contacts, 0 for none, by their ids' }),
    load: loadSchema,
    explanation: explanationSchema,
    warnings: z.array(z.looseObject({ code: z.string() })),
  })
  .openapi('QueueForecast')

export const todaySchema = z
  .object({
    zone: z.string(),
    time: z.array(z.string()).openapi({ description: 'Starts of the hours of the running day' }),
    mean: numbers,
    p10: numbers,
    p90: numbers,
    soFar: z.number().openapi({ description: 'Expected from midnight until `asOf`' }),
    day: z.number().openapi({ description: 'Expected of the whole day' }),
    updatedDay: z
      .number()
      .nullable()
      .openapi({ description: 'The whole day, now that its first hours are known' }),
    asOf: z.string(),
  })
  .nullable()
  .openapi('TodayForecast')

export const accuracySchema = z
  .array(
    z.object({
      lead: z.enum(['day 1', 'to day 7', 'to day 14']),
      intervals: z.number().int(),
      origins: z.number().int(),
      contacts: z.number(),
      wape: share('Sum of errors against what came'),
      bias: share('Above 0: too much was forecast'),
      averageWape: share('The same of the 8-week average'),
      floor: share('What chance alone leaves'),
      coverage80: share('Share of intervals inside the 80 % band; at 15 minutes only'),
      coverage90: share('Share of intervals inside the 90 % band; at 15 minutes only'),
    }),
  )
  .openapi('ForecastAccuracy')

export const stepSchema = z
  .enum(['15', '30', '60', '1440'])
  .default('15')
  .openapi({ description: 'Minutes of an interval; 1440 are local days' })

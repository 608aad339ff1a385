/** The file of the command `staffing`: demand, what is asked, and optionally a plan and scenarios (docs/staffing.md). */
import { z } from 'zod'
import { calendarSchema } from '../../calendars/calendar.ts'
import { instantMs } from '../../calendars/days.ts'
import { scenarioSchema } from '../scenario.ts'
import { checkSettings, settingsShape } from '../settings.ts'

const INSTANT = 'an instant with its offset, as 2026-11-30T08:00+01:00'
const instant = z.string(INSTANT).refine((text) => instantMs(text) !== null, { error: INSTANT, abort: true })

const contacts = z.number('a number').min(0, 'at least 0').max(1e7, 'at most 10,000,000')
const handleTime = z.number('a number').positive('more than 0').max(1e7, 'at most 10,000,000 seconds')
const people = z
  .number('a whole number')
  .int('a whole number')
  .min(0, 'at least 0')
  .max(1e6, 'at most 1,000,000')
const most = 20_000

const list = <T extends z.ZodType>(of: T) =>
  z.array(of, 'a list').min(1, 'at least one interval').max(most, `at most ${most} intervals`)

const fromFile = z.strictObject({
  /** As `forecast` prints it: columns time, mean and quantiles; beside this file. */
  file: z.string().min(1),
  series: z.string().optional(),
  /** Column to staff for: mean, or p90 to be prepared for more. */
  column: z.string().default('mean'),
})

const shift = z
  .strictObject({
    from: instant,
    to: instant,
    breaks: z.array(z.tuple([instant, instant], 'a pair [from, to]')).default([]),
    people: people.min(1, 'at least 1').default(1),
  })
  .refine((one) => (instantMs(one.from) ?? 0) < (instantMs(one.to) ?? 0), {
    error: 'ends before it begins',
    path: ['to'],
  })

const queueShape = {
  ...settingsShape,
  name: z.string().trim().min(1, 'a name').max(200).default('queue'),
  demand: z.union([list(contacts), fromFile], 'contacts per interval, or {file: FORECAST.csv}'),
  handle_time_s: z.union([handleTime, list(handleTime)], 'seconds, or a list of them per interval'),
  /** Open seconds per interval; where a calendar is not enough. */
  open_s: list(z.number('a number').min(0, 'at least 0')).optional(),
  backlog: z
    .strictObject({ contacts, within_s: z.number('a number').min(0, 'at least 0').optional() })
    .optional(),
  /** People rostered per interval, or all the time. */
  plan: z.union([people, list(people)], 'a number, or a list of them per interval').optional(),
  shifts: z.array(shift).max(20_000, 'at most 20,000 shifts').optional(),
}

const common = {
  start: instant.nullable().default(null),
  step_s: z
    .number('a number')
    .int('whole seconds')
    .min(60, 'at least 60')
    .max(86_400, 'at most 86,400')
    .default(1800),
  calendar: calendarSchema.optional(),
  scenarios: z.array(scenarioSchema).max(50, 'at most 50 scenarios').default([]),
}

const queue = z.strictObject(queueShape).superRefine((value, context) => {
  checkSettings(value, context)
  checkPlan(value, context)
})

const many = z.strictObject({
  ...common,
  queues: z.array(queue).min(1, 'at least one queue').max(1000, 'at most 1,000 queues'),
})
const one = z.strictObject({ ...common, ...queueShape }).superRefine((value, context) => {
  checkSettings(value, context)
  checkPlan(value, context)
})

function checkPlan(
  value: { plan?: unknown; shifts?: unknown; backlog?: unknown; window_s: number | null },
  context: z.RefinementCtx,
): void {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (value.plan !== undefined && value.shifts !== undefined) issue('shifts', 'either plan or shifts')
  if (value.backlog !== undefined && value.window_s === null) issue('backlog', 'only with window_s')
}

export type StaffingFile = z.infer<typeof many>
export type QueueInFile = z.infer<typeof queue>

/** One queue may stand at the top of the file without a list around it. */
export function parseStaffingFile(
  value: unknown,
): { success: true; data: StaffingFile } | { success: false; error: z.ZodError } {
  const isList = typeof value === 'object' && value !== null && 'queues' in value
  if (isList) return many.safeParse(value)
  const read = one.safeParse(value)
  if (!read.success) return read
  const { start, step_s, calendar, scenarios, ...rest } = read.data
  return { success: true, data: { start, step_s, ...(calendar && { calendar }), scenarios, queues: [rest] } }
}

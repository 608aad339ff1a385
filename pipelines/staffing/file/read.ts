/** Reads the file of the command `staffing` into cases. */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { instantMs } from '../../calendars/days.ts'
import { fieldsOf, sentenceOf } from '../../config/fields.ts'
import { invalid } from '../../errors.ts'
import { planFor } from '../compare.ts'
import type { StaffingCase } from '../demand.ts'
import { openSecondsOf } from '../open-seconds.ts'
import type { Plan } from '../plan.ts'
import type { PlannedCase, Scenario } from '../scenario.ts'
import { settingsSchema, settingsShape } from '../settings.ts'
import { presenceOfPlan, presenceOfShifts } from '../simulation/presence.ts'
import { type ForecastColumns, readForecast } from './forecast-csv.ts'
import { parseStaffingFile, type QueueInFile, type StaffingFile } from './schema.ts'

export interface QueueCase {
  name: string
  case: PlannedCase
  /** Whether the file states a plan; if not it is what the base needs. */
  isPlanned: boolean
}

/** Throws `invalid` with every field at fault. */
export async function readStaffingFile(
  path: string,
): Promise<{ queues: QueueCase[]; scenarios: readonly Scenario[] }> {
  const read = parseStaffingFile(yamlOf(await readFile(path, 'utf8')))
  if (!read.success) throw refused(fieldsOf(read.error))
  const file = read.data
  const queues: QueueCase[] = []
  for (const [index, queue] of file.queues.entries()) {
    queues.push(await caseOf(file, queue, index, dirname(path)))
  }
  return { queues, scenarios: file.scenarios }
}

function yamlOf(text: string): unknown {
  try {
    return parse(text) as unknown
  } catch (error) {
    throw invalid(`The file is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : ''}`)
  }
}

async function caseOf(
  file: StaffingFile,
  queue: QueueInFile,
  index: number,
  folder: string,
): Promise<QueueCase> {
  const field = (name: string) => (file.queues.length === 1 ? name : `queues.${index}.${name}`)
  const fail = (name: string, why: string) => refused({ [field(name)]: why })
  const forecast = Array.isArray(queue.demand) ? null : await demandFrom(queue.demand, folder, fail)
  const mean = forecast?.mean ?? (queue.demand as number[])
  const stepS = forecast?.stepS ?? file.step_s
  const start = forecast?.start ?? file.start
  const perInterval = (name: 'handle_time_s' | 'open_s', value: number | readonly number[]) => {
    const values = typeof value === 'number' ? mean.map(() => value) : value
    if (values.length !== mean.length)
      throw fail(name, `${values.length} values for ${mean.length} intervals`)
    return values
  }
  if (file.calendar && start === null) throw refused({ start: 'needed for a calendar' })
  const calendarOpen =
    file.calendar && openSecondsOf(file.calendar, instantMs(start ?? '') ?? 0, stepS, mean.length)
  const settings = settingsSchema.parse(
    Object.fromEntries(Object.keys(settingsShape).map((key) => [key, queue[key as keyof typeof queue]])),
  )
  const staffing: StaffingCase = {
    demand: {
      start,
      stepS,
      mean,
      handleTimeS: perInterval('handle_time_s', queue.handle_time_s),
      openS: perInterval('open_s', queue.open_s ?? calendarOpen ?? stepS).map((open) =>
        Math.min(open, stepS),
      ),
      ...(forecast?.quantiles && { quantiles: forecast.quantiles }),
    },
    settings,
    backlog: queue.backlog
      ? { contacts: queue.backlog.contacts, withinS: queue.backlog.within_s ?? settings.window_s ?? 0 }
      : null,
  }
  const plan = planIn(queue, staffing, fail)
  return {
    name: queue.name,
    case: { ...staffing, plan: plan ?? planFor(staffing) },
    isPlanned: plan !== null,
  }
}

async function demandFrom(
  { file, series, column }: { file: string; series?: string | undefined; column: string },
  folder: string,
  fail: (name: string, why: string) => Error,
): Promise<ForecastColumns> {
  const read = readForecast(await readFile(resolve(folder, file), 'utf8'), series ?? null, column)
  if ('problem' in read) throw fail('demand', `${file}: ${read.problem}`)
  return read
}

function planIn(
  { plan, shifts }: QueueInFile,
  { demand }: StaffingCase,
  fail: (name: string, why: string) => Error,
): Plan | null {
  if (shifts) {
    const startMs = demand.start === null ? null : instantMs(demand.start)
    if (startMs === null) throw fail('shifts', 'need a start')
    const at = (text: string) => ((instantMs(text) ?? 0) - startMs) / 1000
    return presenceOfShifts(
      shifts.flatMap((one) =>
        Array.from({ length: one.people }, () => ({
          from: at(one.from),
          to: at(one.to),
          breaks: one.breaks.map(([from, to]) => [at(from), at(to)] as const),
        })),
      ),
    )
  }
  if (plan === undefined) return null
  const people = typeof plan === 'number' ? demand.mean.map(() => plan) : plan
  if (people.length !== demand.mean.length) {
    throw fail('plan', `${people.length} values for ${demand.mean.length} intervals`)
  }
  return presenceOfPlan(people, demand.stepS)
}

const refused = (fields: Record<string, string>) =>
  invalid(`The file is refused: ${sentenceOf(fields)}`, fields)

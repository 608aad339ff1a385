/** Writes what the models read besides events: the calendar's open intervals and the policy's targets. */
import type { Calendar } from '../calendars/calendar.ts'
import { compileCalendar, type OpenInterval } from '../calendars/compile.ts'
import { dayStretches, openStretches } from '../calendars/stretches.ts'
import type { Policy } from '../config/policy.ts'
import { holdingAt, readTimelines } from '../config/timeline.ts'
import type { Reader, Writer } from '../engine/port.ts'

/** The default calendar, and the policy that comes last: the one for every ticket. */
export interface Inputs {
  calendar: { id: string; version: number; body: Calendar }
  policy: { version: number; body: Policy } | null
}

/** What of the configuration holds at an instant. */
export async function inputsAt(reader: Reader, now: Date): Promise<Inputs> {
  const { calendars, policies } = await readTimelines(reader)
  const calendar = holdingAt(
    calendars.find(({ id }) => id === 'default'),
    now.getTime(),
  )
  if (!calendar) throw new Error('the configuration has no default calendar')
  const inForce = policies.flatMap((one) => holdingAt(one, now.getTime()) ?? [])
  const policy = inForce.sort((a, b) => b.body.position - a.body.position)[0] ?? null
  return { calendar: { id: 'default', ...calendar }, policy }
}

/** Replaces calendar intervals from `fromYear` to some years ahead, and the targets of the policy. */
export async function writeInputs(
  tx: Writer,
  inputs: Inputs,
  fromYear: number,
  toYear: number,
): Promise<void> {
  const { calendar, policy } = inputs
  const intervals = compileCalendar(calendar.body, `${fromYear}-01-01`, `${toYear}-12-31`)
  await tx.run('delete from main.calendar_interval')
  await tx.append('main.calendar_interval', [
    intervals.map(() => calendar.id),
    intervals.map(() => calendar.version),
    intervals.map((one) => one.opensAtMs),
    intervals.map((one) => one.closesAtMs),
    intervals.map((one) => one.openSecondsBefore),
  ])
  await writeStretches(tx, inputs, intervals, fromYear, toYear)
  const targets = Object.entries(policy?.body.targets ?? {}).flatMap(([target, goal]) =>
    Object.entries(goal?.minutes ?? {}).map(([priority, minutes]) => ({
      priority,
      target,
      seconds: minutes * 60,
    })),
  )
  await tx.run('delete from main.sla_target')
  await tx.append('main.sla_target', [
    targets.map(() => policy?.body.name ?? null),
    targets.map(() => policy?.version ?? null),
    targets.map((one) => one.target),
    targets.map((one) => one.priority),
    targets.map((one) => one.seconds),
    targets.map(() => calendar.id),
    targets.map(() => calendar.version),
  ])
}

async function writeStretches(
  tx: Writer,
  { calendar }: Inputs,
  intervals: readonly OpenInterval[],
  fromYear: number,
  toYear: number,
): Promise<void> {
  const days = dayStretches(intervals, Date.UTC(fromYear - 1, 0, 1), Date.UTC(toYear + 2, 0, 1))
  await tx.run('delete from main.calendar_stretch')
  await tx.append('main.calendar_stretch', [
    days.map(() => calendar.id),
    days.map(() => calendar.version),
    days.map((one) => one.dayMs),
    days.map((one) => one.fromMs),
    days.map((one) => one.toMs),
    days.map((one) => one.openMsBefore),
    days.map((one) => one.isOpen),
  ])
  const open = openStretches(intervals)
  await tx.run('delete from main.open_stretch')
  await tx.append('main.open_stretch', [
    open.map(() => calendar.id),
    open.map(() => calendar.version),
    open.map((one) => one.openDay),
    open.map((one) => one.fromOpenMs),
    open.map((one) => one.toOpenMs),
    open.map((one) => one.fromMs),
  ])
}

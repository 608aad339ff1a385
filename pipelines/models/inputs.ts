/** Writes what the models read besides events: the calendar's open intervals and the policy's targets. */

import { compileCalendar, type OpenInterval } from '../calendars/compile.ts'
import { dayStretches, openStretches } from '../calendars/stretches.ts'
import type { Config } from '../config/config.ts'
import type { Writer } from '../engine/port.ts'

const CALENDAR = { id: 'default', version: 1 }

/** Replaces calendar intervals from `fromYear` to some years ahead, and the targets of the default policy. */
export async function writeInputs(
  tx: Writer,
  config: Config,
  fromYear: number,
  toYear: number,
): Promise<void> {
  const { calendar, policy } = config
  const { intervals } = compileCalendar(calendar, `${fromYear}-01-01`, `${toYear}-12-31`)
  await tx.run('delete from main.calendar_interval')
  await tx.append('main.calendar_interval', [
    intervals.map(() => CALENDAR.id),
    intervals.map(() => CALENDAR.version),
    intervals.map((one) => one.opensAtMs),
    intervals.map((one) => one.closesAtMs),
    intervals.map((one) => Math.floor(one.openMsBefore / 1000)),
  ])
  await writeStretches(tx, intervals, fromYear, toYear)
  const targets = Object.entries(policy.targets).flatMap(([priority, goals]) =>
    Object.entries(goals).map(([target, minutes]) => ({ priority, target, seconds: minutes * 60 })),
  )
  await tx.run('delete from main.sla_target')
  await tx.append('main.sla_target', [
    targets.map(() => policy.name),
    targets.map(() => policy.version),
    targets.map((one) => one.target),
    targets.map((one) => one.priority),
    targets.map((one) => one.seconds),
    targets.map(() => CALENDAR.id),
    targets.map(() => CALENDAR.version),
  ])
}

async function writeStretches(
  tx: Writer,
  intervals: readonly OpenInterval[],
  fromYear: number,
  toYear: number,
): Promise<void> {
  const days = dayStretches(intervals, Date.UTC(fromYear - 1, 0, 1), Date.UTC(toYear + 2, 0, 1))
  await tx.run('delete from main.calendar_stretch')
  await tx.append('main.calendar_stretch', [
    days.map(() => CALENDAR.id),
    days.map(() => CALENDAR.version),
    days.map((one) => one.dayMs),
    days.map((one) => one.fromMs),
    days.map((one) => one.toMs),
    days.map((one) => one.openMsBefore),
    days.map((one) => one.isOpen),
  ])
  const open = openStretches(intervals)
  await tx.run('delete from main.open_stretch')
  await tx.append('main.open_stretch', [
    open.map(() => CALENDAR.id),
    open.map(() => CALENDAR.version),
    open.map((one) => one.openDay),
    open.map((one) => one.fromOpenMs),
    open.map((one) => one.toOpenMs),
    open.map((one) => one.fromMs),
  ])
}

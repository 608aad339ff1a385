/** Writes what the models read besides events: the calendar's open intervals and the policy's targets. */

import { compileCalendar } from '../calendars/compile.ts'
import type { Config } from '../config/config.ts'
import type { Writer } from '../engine/port.ts'

/** Replaces calendar intervals from `fromYear` to some years ahead, and the targets of the default policy. */
export async function writeInputs(
  tx: Writer,
  config: Config,
  fromYear: number,
  toYear: number,
): Promise<void> {
  const { calendar, policy } = config
  const intervals = compileCalendar(calendar, `${fromYear}-01-01`, `${toYear}-12-31`)
  await tx.run('delete from main.calendar_interval')
  await tx.append('main.calendar_interval', [
    intervals.map(() => calendar.id),
    intervals.map(() => calendar.version),
    intervals.map((one) => one.opensAtMs),
    intervals.map((one) => one.closesAtMs),
    intervals.map((one) => one.openSecondsBefore),
  ])
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
    targets.map(() => calendar.id),
    targets.map(() => calendar.version),
  ])
}

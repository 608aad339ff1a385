/** The tables that SQL looks business time up in: every calendar version under a number of its own. */
import type { ColumnBatch } from '../engine/port.ts'
import type { CompiledCalendar } from './compile.ts'
import { dayStretches, openStretches } from './stretches.ts'

export const STRETCH_TABLES = {
  calendar_stretch: `(
    calendar_no bigint, day date, from_at timestamp, to_at timestamp, open_ms_before bigint, is_open boolean
)`,
  open_stretch: `(
    calendar_no bigint, open_day bigint, from_open_ms bigint, to_open_ms bigint, from_at timestamp
)`,
} as const

/** Rows of calendars by their number, for both tables, as batches for the appender. */
export function stretchRows(
  calendars: Iterable<readonly [calendarNo: number, compiled: CompiledCalendar]>,
): Record<keyof typeof STRETCH_TABLES, ColumnBatch> {
  const days = columns(6)
  const open = columns(5)
  for (const [no, { intervals, fromMs, toMs }] of calendars) {
    for (const one of dayStretches(intervals, fromMs, toMs)) {
      push(days, [no, one.dayMs, one.fromMs, one.toMs, one.openMsBefore, one.isOpen])
    }
    for (const one of openStretches(intervals)) {
      push(open, [no, one.openDay, one.fromOpenMs, one.toOpenMs, one.fromMs])
    }
  }
  return { calendar_stretch: days, open_stretch: open }
}

type Value = number | boolean

const columns = (count: number): Value[][] => Array.from({ length: count }, () => [])

function push(batch: readonly Value[][], row: readonly Value[]): void {
  row.forEach((value, i) => {
    batch[i]?.push(value)
  })
}

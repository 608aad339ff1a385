/** SQL text that finds business time by equality joins on the stretch tables; the joins add no rows and lose none. */
import type { DeadlineMode } from './deadline.ts'
import { OPEN_DAY_MS } from './stretches.ts'

/** A join to write after `from`, and the expression that it gives. */
export interface Lookup {
  join: string
  value: string
}

interface Tables {
  calendarStretch?: string
  openStretch?: string
}

/**
 * Open milliseconds of calendar `calendarNo` before the timestamp `at` (SQL expressions); null outside the compiled range.
 * The difference of two is the business time between them.
 */
export function openMsLookup(
  alias: string,
  calendarNo: string,
  at: string,
  { calendarStretch = 'calendar_stretch' }: Tables = {},
): Lookup {
  return {
    join: `left join ${calendarStretch} as ${alias}
    on ${alias}.calendar_no = ${calendarNo}
    and ${alias}.day = cast(${at} as date)
    and ${alias}.from_at <= ${at}
    and ${alias}.to_at > ${at}`,
    value: `(${alias}.open_ms_before + case when ${alias}.is_open then epoch_ms(${at}) - epoch_ms(${alias}.from_at) else 0 end)`,
  }
}

/**
 * Timestamp at which calendar `calendarNo` has had `openMs` open milliseconds (SQL expressions): the first such instant,
 * or with `next_open` the first open one; null outside the compiled range. With `close` an amount of 0 has no such
 * instant: a duration of nothing is due when it starts.
 */
export function instantLookup(
  alias: string,
  calendarNo: string,
  openMs: string,
  mode: DeadlineMode,
  { openStretch = 'open_stretch' }: Tables = {},
): Lookup {
  const [inDay, from, to] = mode === 'close' ? [`${openMs} - 1`, '<', '>='] : [openMs, '<=', '>']
  return {
    join: `left join ${openStretch} as ${alias}
    on ${alias}.calendar_no = ${calendarNo}
    and ${alias}.open_day = (${inDay}) // ${OPEN_DAY_MS}
    and ${alias}.from_open_ms ${from} ${openMs}
    and ${alias}.to_open_ms ${to} ${openMs}`,
    value: `(${alias}.from_at + to_milliseconds(${openMs} - ${alias}.from_open_ms))`,
  }
}

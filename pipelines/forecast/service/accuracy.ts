import type { Reader } from '../../engine/port.ts'
import type { KnownQueue } from './queue.ts'

/** Lead days told apart: the day itself, tomorrow to a week, the second week. */
export const LEADS = [
  { lead: 'day 1', from: 0, to: 1 },
  { lead: 'to day 7', from: 1, to: 7 },
  { lead: 'to day 14', from: 7, to: 14 },
] as const

export interface Accuracy {
  lead: (typeof LEADS)[number]['lead']
  /** Intervals compared, and origins that they were forecast from. */
  intervals: number
  origins: number
  contacts: number
  /** Errors and bias as shares of the contacts that came; null where none came. */
  wape: number | null
  bias: number | null
  /** Error of the 8-week average at the same origins. */
  averageWape: number | null
  /** Error that chance alone would have left: of Poisson counts with the forecast as mean. */
  floor: number | null
  /** Shares of quarters of an hour inside the intervals; null at other steps, as quantiles do not add up. */
  coverage80: number | null
  coverage90: number | null
}

export type AccuracyStep = 15 | 30 | 60 | 1440

/**
 * What daily and trial runs said against what came, by lead time, in intervals of `stepMinutes` (local days at 1440). Only whole
 * intervals that are over at `atIso` count.
 */
export async function accuracyOf(
  reader: Reader,
  queue: KnownQueue,
  atIso: string,
  stepMinutes: AccuracyStep,
): Promise<Accuracy[]> {
  const interval =
    stepMinutes === 1440 ? 'lead_day' : `time_bucket(interval '${stepMinutes} minutes', starts_at)`
  const rows = await reader.rows<Record<string, number | null> & { bucket: number }>(
    `with came as (
        select cell_at, sum(created_count)::double as contacts
        from rollup_ticket
        where team is not distinct from $1 and channel is not distinct from $2
        group by cell_at
    ),
    said as (
        select point.*, coalesce(came.contacts, 0) as contacts
        from forecast_run as run
        join forecast_point as point using (run_no)
        left join came on came.cell_at = point.starts_at
        where run.kind in ('daily', 'trial') and run.team is not distinct from $1 and run.channel is not distinct from $2
            and point.lead_day < 14
    ),
    interval_sum as (
        select run_no, lead_day, ${interval} as part,
            sum(mean) as mean, sum(average) as average, sum(contacts) as contacts,
            avg((contacts between p10 and p90)::integer) as within80,
            avg((contacts between p05 and p95)::integer) as within90
        from said
        group by run_no, lead_day, part
        having max(starts_at) < $3::timestamp - interval '15 minutes' and (${stepMinutes} < 1440 or count(*) >= 88)
    )
    select
        case when lead_day < 1 then 0 when lead_day < 7 then 1 else 2 end as bucket,
        count(*) as intervals,
        count(distinct run_no) as origins,
        sum(contacts) as contacts,
        sum(abs(contacts - mean)) as off,
        sum(mean - contacts) as signed,
        sum(abs(contacts - average)) as average_off,
        sum(case
            when mean <= 0 then 0
            when mean >= 30 then sqrt(2 * mean / pi())
            else 2 * exp((floor(mean) + 1) * ln(mean) - mean - lgamma(floor(mean) + 1))
        end) as chance,
        avg(within80) as within80,
        avg(within90) as within90
    from interval_sum
    group by bucket
    order by bucket`,
    [queue.team, queue.channel, atIso],
  )
  return rows.map((row) => {
    const number = (name: string) => Number(row[name] ?? 0)
    const share = (name: string) => (number('contacts') > 0 ? number(name) / number('contacts') : null)
    const fine = stepMinutes === 15
    return {
      lead: (LEADS[row.bucket] as (typeof LEADS)[number]).lead,
      intervals: number('intervals'),
      origins: number('origins'),
      contacts: number('contacts'),
      wape: share('off'),
      bias: share('signed'),
      averageWape: share('average_off'),
      floor: share('chance'),
      coverage80: fine ? number('within80') : null,
      coverage90: fine ? number('within90') : null,
    }
  })
}

/** What stored forecasts expected of stretches of time, each as it was known when the stretch began. */
import type { Reader } from '../../engine/port.ts'
import type { Queue } from './queue.ts'
import { QUARTER_MS } from './record.ts'

/** Forecasts are told apart by these, and by nothing else. */
export const FORECAST_BY = ['team', 'channel'] as const
/** Longer stretches outlast the runs that are kept. */
export const LONGEST_STRETCH_MIN = 7 * 24 * 60

export interface ExpectedGroup {
  labels: Readonly<Record<string, string | null>>
  /** Contacts per stretch; null where nothing was forecast, or not to its end. */
  contacts: readonly (number | null)[]
}

interface Input {
  by: readonly string[]
  filters: readonly {
    dimension: string
    values: readonly (string | number | boolean | null)[]
    exclude?: boolean | undefined
  }[]
  windowMs: number
  /** Ends of the stretches, ascending. */
  toMs: readonly number[]
}

/**
 * Contacts expected in each `[toMs − windowMs, toMs)`, summed over the queues of a group, from the last daily or trial run of
 * each queue that was there when the stretch began. Runs of the same day are left out: they have seen the stretch.
 */
export async function expectedContacts(reader: Reader, input: Input): Promise<ExpectedGroup[]> {
  const { by, filters, windowMs, toMs } = input
  const queues = await runsByQueue(reader, (queue) => filters.every((filter) => passes(filter, queue)))
  const uses = new Map<number, Use>()
  const chosen = queues.map(({ runs }) =>
    toMs.map((to) => {
      const run = runBefore(runs, to - windowMs, to)
      if (run) widen(uses, run, to - windowMs, to)
      return run
    }),
  )
  const sums = await readSums(reader, [...uses.values()])
  const groups = new Map<string, { labels: ExpectedGroup['labels']; contacts: (number | null)[] }>()
  queues.forEach(({ queue }, q) => {
    const labels = Object.fromEntries(by.map((dimension) => [dimension, partOf(queue, dimension)]))
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { labels, contacts: toMs.map(() => null) }
    groups.set(key, group)
    toMs.forEach((to, i) => {
      const run = chosen[q]?.[i]
      if (!run || Number.isNaN(group.contacts[i])) return
      const own = sums.get(run.no)?.(to - windowMs, to) ?? Number.NaN
      group.contacts[i] = (group.contacts[i] ?? 0) + own
    })
  })
  return [...groups.values()].map(({ labels, contacts }) => ({
    labels,
    contacts: contacts.map((one) => (Number.isNaN(one) ? null : one)),
  }))
}

const partOf = (queue: Omit<Queue, 'id'>, dimension: string) =>
  dimension === 'team' ? queue.team : dimension === 'channel' ? queue.channel : null

function passes({ dimension, values, exclude }: Input['filters'][number], queue: Omit<Queue, 'id'>): boolean {
  return values.includes(partOf(queue, dimension)) !== (exclude ?? false)
}

interface StoredRun {
  no: number
  originMs: number
  /** When it was there to be read; a trial says what would have been. */
  readyMs: number
}

async function runsByQueue(
  reader: Reader,
  wanted: (queue: Omit<Queue, 'id'>) => boolean,
): Promise<{ queue: Omit<Queue, 'id'>; runs: StoredRun[] }[]> {
  const rows = await reader.rows<{
    team: string | null
    channel: string | null
    no: number
    origin_ms: number
    ready_ms: number
  }>(
    `select team, channel, run_no as no, epoch_ms(origin_at) as origin_ms,
       case when kind = 'trial' then epoch_ms(origin_at) else epoch_ms(made_at) end as ready_ms
     from forecast_run where kind <> 'intraday' order by team, channel, origin_at, run_no`,
  )
  const byQueue = new Map<string, { queue: Omit<Queue, 'id'>; runs: StoredRun[] }>()
  for (const { team, channel, no, origin_ms, ready_ms } of rows) {
    const key = JSON.stringify([team, channel])
    const known = byQueue.get(key) ?? { queue: { team, channel }, runs: [] }
    byQueue.set(key, known)
    known.runs.push({ no: Number(no), originMs: Number(origin_ms), readyMs: Number(ready_ms) })
  }
  return [...byQueue.values()].filter(({ queue }) => wanted(queue))
}

function runBefore(runs: readonly StoredRun[], fromMs: number, toMs: number): StoredRun | undefined {
  return runs.findLast(({ originMs, readyMs }) => originMs <= fromMs && readyMs <= toMs)
}

/** A run, and the stretch of it that is wanted. */
interface Use {
  run: number
  fromMs: number
  toMs: number
}

function widen(uses: Map<number, Use>, { no }: StoredRun, fromMs: number, toMs: number): void {
  const known = uses.get(no) ?? { run: no, fromMs, toMs }
  uses.set(no, { run: no, fromMs: Math.min(known.fromMs, fromMs), toMs: Math.max(known.toMs, toMs) })
}

/** Per run a function that sums what it expects between two instants; quarters of an hour count by their share. */
async function readSums(
  reader: Reader,
  uses: readonly Use[],
): Promise<Map<number, (fromMs: number, toMs: number) => number>> {
  const sums = new Map<number, (fromMs: number, toMs: number) => number>()
  if (uses.length === 0) return sums
  const { values } = await reader.columns(
    `select point.run_no, epoch_ms(starts_at), mean
     from forecast_point as point
     inner join (select unnest(from_json($1::json, '[{"run":"bigint","fromMs":"bigint","toMs":"bigint"}]'), recursive := true)) as wanted
       on point.run_no = wanted.run
     where starts_at > make_timestamp((wanted."fromMs" - ${QUARTER_MS}) * 1000)
       and starts_at < make_timestamp(wanted."toMs" * 1000)
     order by point.run_no, starts_at`,
    [JSON.stringify(uses)],
  )
  const [runs = [], starts = [], means = []] = values
  let first = 0
  for (let i = 1; i <= runs.length; i++) {
    if (i < runs.length && runs[i] === runs[first]) continue
    const startMs = Number(starts[first])
    const upTo = new Float64Array(i - first + 1)
    for (let at = first; at < i; at++) upTo[at - first + 1] = (upTo[at - first] as number) + Number(means[at])
    sums.set(
      Number(runs[first]),
      (fromMs, toMs) => reached(upTo, startMs, toMs) - reached(upTo, startMs, fromMs),
    )
    first = i
  }
  return sums
}

/** Of running sums over quarters from `startMs`; NaN outside of them. */
function reached(upTo: Float64Array, startMs: number, atMs: number): number {
  const place = (atMs - startMs) / QUARTER_MS
  const whole = Math.floor(place)
  const share = place - whole
  const low = upTo[whole] ?? Number.NaN
  return share === 0 ? low : low + share * ((upTo[whole + 1] ?? Number.NaN) - low)
}

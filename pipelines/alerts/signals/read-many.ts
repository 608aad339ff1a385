/** What many rules read at one instant, those that look at the same rows together. */
import { PegelError } from '../../errors.ts'
import { query } from '../../metrics/query.ts'
import { MAX_METRICS } from '../../metrics/question.ts'
import { type AlertContext, keyOf } from '../alert.ts'
import type { Stated } from '../book.ts'
import type { MetricCondition, Rule } from '../rule/rule.ts'
import type { OpenTime } from '../schedule.ts'
import type { Look, Taking } from '../state/fold.ts'
import { linesOf, metricTaking, questionAt } from './metric.ts'
import { readCondition } from './read.ts'
import { atOnce, type Line, type Readings } from './readings.ts'

export interface Read {
  taking: Taking
  readings: Look['readings']
  trouble: Look['trouble']
}

const AT_A_TIME = 2
const NOTHING: Taking = { absent: 'too_few', minN: 0, always: false }

/** By rule. What cannot be read of a rule is its trouble and nobody else's. */
export async function readMany(
  context: AlertContext,
  rules: readonly Stated<Rule>[],
  scheduleOf: (rule: Rule) => OpenTime,
  atMs: number,
): Promise<Map<string, Read>> {
  const read = new Map<string, Read>()
  const jobs = batches(rules).map((batch) => async () => {
    const [{ when }] = batch[0] ? [batch[0].body] : [{ when: null }]
    if (batch.length > 1 && when?.kind === 'metric') {
      const shared = await together(context, batch, when, atMs)
      if (shared) {
        for (const [id, one] of shared) read.set(id, one)
        return
      }
    }
    for (const { id, body } of batch) read.set(id, await alone(context, body, scheduleOf(body), atMs))
  })
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let job = jobs.pop(); job; job = jobs.pop()) await job()
    }),
  )
  return read
}

async function alone(context: AlertContext, rule: Rule, schedule: OpenTime, atMs: number): Promise<Read> {
  try {
    return readOf(await readCondition(context, rule, schedule, atOnce(atMs)))
  } catch (error) {
    const reason = error instanceof PegelError ? error.message : 'the figure could not be computed'
    return { taking: NOTHING, readings: new Map(), trouble: { kind: 'error', reason } }
  }
}

/** Null where the query fails: then each is asked alone, so that the one at fault is found. */
async function together(
  context: AlertContext,
  batch: readonly Stated<Rule>[],
  shape: MetricCondition,
  atMs: number,
): Promise<Map<string, Read> | null> {
  const conditions = batch.flatMap(({ id, body: { when } }) => (when.kind === 'metric' ? [{ id, when }] : []))
  try {
    const metrics = conditions.map(({ when }) => when.metric)
    const result = await query(context, questionAt(context, metrics, shape, atMs))
    return new Map(
      conditions.map(({ id, when }) => [
        id,
        readOf({ lines: linesOf(result, when), ...metricTaking(context, when) }),
      ]),
    )
  } catch {
    return null
  }
}

function readOf({ lines, blind, ...taking }: Readings): Read {
  const readings = lines.flatMap(({ labels, points }: Line) => {
    const reading = points.get(0)
    return reading ? [[keyOf(labels), { labels, reading }] as const] : []
  })
  const reason = blind?.get(0)
  const trouble = reason === undefined ? null : { kind: 'no_data' as const, reason }
  return { taking, readings: new Map(readings), trouble }
}

/** Rules on plain figures with the same filters, groups and window share a batch. */
function batches(rules: readonly Stated<Rule>[]): Stated<Rule>[][] {
  const byShape = new Map<string, Stated<Rule>[]>()
  for (const rule of rules) {
    const { when } = rule.body
    const plain = when.kind === 'metric' && when.against.kind === 'value'
    const shape = plain ? JSON.stringify([when.filters, when.by, when.window_min]) : rule.id
    byShape.set(shape, [...(byShape.get(shape) ?? []), rule])
  }
  return [...byShape.values()].flatMap((batch) =>
    Array.from({ length: Math.ceil(batch.length / MAX_METRICS) }, (_, i) =>
      batch.slice(i * MAX_METRICS, (i + 1) * MAX_METRICS),
    ),
  )
}

import type { Answers } from './answers.ts'
import type { Chart } from './figures.ts'
import { moved, type Week } from './week.ts'

const ATTAINMENT_WEEKS = 13
const OPEN_WEEKS = 5

/** What arrived, by day against the week before; promises kept, by week; what was left open, by day. */
export async function chartsOf(
  answers: Answers,
  week: Week,
  tz: string,
  goal: number | null,
): Promise<Chart[]> {
  const since = (weeks: number) => ({ from: moved(week, 1 - weeks, tz).from, to: week.to })
  const [created, attainment, open] = await Promise.all([
    answers.ask({
      metrics: ['tickets_created'],
      grain: 'day',
      from: week.from,
      to: week.to,
      compare: 'previous',
    }),
    answers.ask({ metrics: ['sla_attainment'], grain: 'week', ...since(ATTAINMENT_WEEKS) }),
    answers.ask({ metrics: ['backlog_open'], grain: 'day', ...since(OPEN_WEEKS) }),
  ])
  const chart = (
    { rows }: typeof created,
    metric: string,
    rest: Omit<Chart, 'times' | 'values' | 'before'>,
  ): Chart => ({
    ...rest,
    times: rows.map((row) => row.text('time') ?? ''),
    values: rows.map((row) => row.value(metric)),
    before: rest.id === 'created' ? rows.map((row) => row.before(metric)) : null,
  })
  return [
    chart(created, 'tickets_created', { id: 'created', unit: 'count', grain: 'day', target: null }),
    chart(attainment, 'sla_attainment', { id: 'attainment', unit: 'ratio', grain: 'week', target: goal }),
    chart(open, 'backlog_open', { id: 'open', unit: 'count', grain: 'day', target: null }),
  ]
}

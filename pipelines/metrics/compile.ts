/** metrics × dimensions × grain × range × comparison × filters → one SQL statement with bound values. */
import type { SqlValue } from '../engine/port.ts'
import { binned } from './bins.ts'
import type { Branch, Scope } from './branch.ts'
import type { Bucket } from './bucketing.ts'
import type { Catalog } from './catalog.ts'
import { currentPeriod, type Period, previousPeriod } from './compare.ts'
import { keyedBranch, plainBranches, stillOpenBranches } from './flow.ts'
import { isKeyed, type Plain } from './measure.ts'
import { Params } from './params.ts'
import { type Moment, type Question, questionOf } from './question.ts'
import { histogramBranches, histogramOf, sumBranches } from './rollup.ts'
import { fitsRollup, type Routing } from './routing.ts'
import { spreadBranch } from './spread.ts'
import { stockBranches } from './stock.ts'
import type { QueryInput } from './types.ts'

export interface CompileEnv extends Moment {
  routing: Routing
}

/** What the rows of a branch are about. */
export interface Part {
  period: 'current' | 'previous' | 'still_open' | 'spread'
  /** Positions in the question's metrics, in the order of the branch's cells. */
  metrics: readonly number[]
}

/** The statement's rows: `b` (position in `parts`), then the columns of a branch. `assemble.ts` puts them together. */
export interface Compiled {
  sql: string
  params: readonly SqlValue[]
  parts: readonly Part[]
  question: Question
  buckets: readonly Bucket[]
  current: Period
  previous: Period | null
  /** Ids of the metrics answered from histograms. */
  approximate: readonly string[]
  sources: readonly ('facts' | 'rollup')[]
  /** Of the bins; null without. */
  edges: readonly number[] | null
}

/** Throws `invalid` as `questionOf` and `binned` do. */
export function compile(known: Catalog, input: QueryInput, env: CompileEnv): Compiled {
  const bins = binned(known, input)
  const catalog = bins?.catalog ?? known
  const question = questionOf(catalog, input, env)
  const { period: current, buckets } = currentPeriod(question.range)
  const previous = question.compare
    ? previousPeriod(question.range, question.compare, current, buckets)
    : null
  const groups = question.by.map((_, index) => `d${index}`)
  const scope: Scope = { catalog, question, params: new Params(), groups }
  const now = periodBranches(scope, current, env)
  const before = previous ? periodBranches(scope, previous, env) : NONE
  const open = stillOpenBranches(scope, current, question.metrics)
  const read = (period: Part['period'], branches: readonly Branch[]) =>
    branches.map(({ metrics, sql }) => ({
      period,
      metrics: metrics.map((metric) => question.metrics.indexOf(metric)),
      sql,
    }))
  const parts = [
    ...read('current', now.all),
    ...read('previous', before.all),
    ...read('still_open', open),
    ...read('spread', bins ? [spreadBranch(scope, current, bins.metric)] : []),
  ]
  const rolledUp = [...now.rolledUp, ...before.rolledUp]
  const approximate = new Set(rolledUp.filter(histogramOf).map(({ id }) => id))
  return {
    sql: parts
      .map(({ sql }, index) => sql.replace(/^select /, `select ${index} as b, `))
      .join('\nunion all by name\n'),
    params: scope.params.values,
    parts,
    question,
    buckets,
    current,
    previous,
    approximate: question.metrics.map(({ id }) => id).filter((id) => approximate.has(id)),
    sources: [
      ...(now.fromFacts || before.fromFacts ? (['facts'] as const) : []),
      ...(rolledUp.length > 0 ? (['rollup'] as const) : []),
    ],
    edges: bins?.edges ?? null,
  }
}

interface PeriodBranches {
  all: readonly Branch[]
  rolledUp: readonly Plain[]
  fromFacts: boolean
}

const NONE: PeriodBranches = { all: [], rolledUp: [], fromFacts: false }

function periodBranches(scope: Scope, period: Period, env: CompileEnv): PeriodBranches {
  const { metrics } = scope.question
  const stocks = metrics.filter((metric) => metric.kind === 'stock')
  const keyed = metrics.filter(isKeyed)
  const plain = metrics.filter((metric): metric is Plain => metric.kind !== 'stock' && !isKeyed(metric))
  const rolledUp = plain.filter(
    (metric) => env.routing(metric.fact) === 'rollup' && fitsRollup(scope.question, metric, period),
  )
  const facts = [
    ...stockBranches(scope, period, env.asOfMs, stocks),
    ...plainBranches(
      scope,
      period,
      plain.filter((metric) => !rolledUp.includes(metric)),
    ),
    ...keyed.map((metric) => keyedBranch(scope, period, metric)),
  ]
  const rollups = [
    ...sumBranches(
      scope,
      period,
      rolledUp.filter((metric) => histogramOf(metric) === null),
    ),
    ...histogramBranches(
      scope,
      period,
      rolledUp.filter((metric) => histogramOf(metric) !== null),
    ),
  ]
  return { all: [...facts, ...rollups], rolledUp, fromFacts: facts.length > 0 }
}

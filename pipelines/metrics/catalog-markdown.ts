/** The catalog as a page for readers: `docs/metrics.md`. */
import type { Catalog, Dimension, Metric } from './catalog.ts'
import { termsOf } from './expression.ts'
import { isKeyed, rowsOf } from './measure.ts'

const INTRODUCTION = `# Metrics

Every figure on a page, in a CSV, in an alert and on the command line comes from one of these entries (\`sql/metrics/*.yml\`).
This page is written from them; \`npx vitest run pipelines/metrics/catalog.test.ts -u\` writes it anew.

- **Cohort** is the instant that decides which period a row belongs to. Stocks have none: they are read at the end of each period.
- **n** is the number of rows (for *distinct* and *every*: keys) that the figure rests on; a drill lists exactly those. Below the *smallest n* a page says "too few".
- Means and ratios are sums divided by sums over the whole group; quantiles are exact, or within 1 % of (seconds + 1) when answered from a rollup.
- Rows of removed tickets (merged away, deleted, spam) count nowhere but in the metrics about removal.
- A comparison with the *previous* period moves back by the least number of whole weeks that is no shorter than the range (a range shorter than a day: one week), with the *year* before by 52 weeks.
  A range that is not over is compared with the same part of the earlier one. Buckets keep their position: an earlier row counts in the bucket that its local time falls into when moved forward.
- *Dimensions*: a metric can be cut and filtered by the dimensions whose column its fact has.
`

/** Sections by fact, each with a table; English. */
export function catalogMarkdown(catalog: Catalog): string {
  const metrics = [...catalog.metrics.values()]
  const facts = [...new Set(metrics.map(({ fact }) => fact))]
  const sections = facts.map((fact) =>
    section(
      fact,
      metrics.filter((metric) => metric.fact === fact),
    ),
  )
  return `${[INTRODUCTION, ...sections, dimensions(catalog)].join('\n')}`
}

function section(fact: string, metrics: readonly Metric[]): string {
  const rows = metrics.map((metric) => {
    const cells = [
      `\`${metric.id}\``,
      metric.description.en,
      metric.kind,
      cohort(metric),
      rowsInWords(metric),
      String(metric.min_n),
    ]
    return `| ${cells.join(' | ')} |`
  })
  const head = '| id | says | kind | cohort | rows | smallest n |\n|---|---|---|---|---|---|'
  const shared = metrics[0]?.dimensions.map((id) => `\`${id}\``).join(', ')
  return `## Fact \`${fact}\`\n\nDimensions of \`${metrics[0]?.id}\`: ${shared}.\n\n${head}\n${rows.join('\n')}\n`
}

function cohort(metric: Metric): string {
  return metric.kind === 'stock' ? `open from \`${metric.from}\` to \`${metric.to}\`` : `\`${metric.time}\``
}

function rowsInWords(metric: Metric): string {
  const rows = metric.kind === 'stock' ? metric.where : rowsOf(metric)
  const words =
    rows === 'true'
      ? 'all'
      : termsOf(rows)
          .map(({ field, op, value }) => `\`${field}\` ${op} ${JSON.stringify(value)}`)
          .join(', ')
  return isKeyed(metric) ? `${words}, one per \`${metric.per}\`` : words
}

function dimensions(catalog: Catalog): string {
  const rows = [...catalog.dimensions.values()].map(
    (dimension) => `| \`${dimension.id}\` | ${dimension.description.en} | ${known(dimension)} |`,
  )
  return `## Dimensions\n\n| id | says | known values in order |\n|---|---|---|\n${rows.join('\n')}\n`
}

function known({ values }: Dimension): string {
  return values?.map(({ value }) => `\`${value}\``).join(', ') ?? ''
}

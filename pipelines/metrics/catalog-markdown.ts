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
- An SLA clock belongs to the instant it was decided: that of its breach, else that at which it stopped in time. What a past period attained does not change when its slow clocks finish.
- Stocks are read at the end of each bucket, at the end of the range without a grain, and never later than what the facts know. They are cut by team, assignee and status as of that time,
  so moves between teams make the parts, not the whole, differ from created plus reopened minus resolved.
- *Still open* (\`meta.stillOpen\`) tells for times and attainment how many that entered within the range are not finished, so that recent periods do not look too good.
- *Bins* cut a duration that is measured row by row by how long it took: \`log\` in steps that people name, each about 1.4 times as long as the one before, or at given edges. A bin holds what is not shorter
  than its start and shorter than its end; bins add up to n. With them come the exact mean, extremes and quantiles of all their rows (\`meta.spread\`).
- *Dimensions*: a metric can be cut and filtered by the dimensions whose column its fact has.

## Ranges

\`from\` and \`to\` are half-open: \`to\` is not part of the range, and a date means its first instant in the zone asked for, at either end.

| form | means |
|---|---|
| \`2026-01-05T09:00:00Z\` | an instant |
| \`2026-01-05T09:00\`, \`2026-01-05\`, \`2026-01\` | local time, day, month; a time that the clocks skip moves forward, a repeated one is the first |
| \`1767225600000\` | milliseconds since 1970 |
| \`now\`, \`now-7d\`, \`now-1M/M\`, \`now/d+8h\` | relative; units s m h d w M Q y, a day or more on the calendar; \`/unit\` rounds down, weeks to Monday |

An absent \`from\` is where the data begins, an absent \`to\` what the facts know. A range that is not over ends at the same point in what it is compared with.
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

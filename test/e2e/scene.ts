import type { Page, Request } from 'playwright-core'
import type { QueryInput, QueryResult } from '../../pipelines/metrics/types.ts'
import type { Visitor } from './browser.ts'
import type { Installation } from './installation.ts'

/** What every journey walks through: a server with the sample company, and a browser. */
export interface Scene {
  pegel: Installation
  visitor: Visitor
}

/** The figures of the only row of a query. */
export async function figures(
  pegel: Installation,
  input: QueryInput,
): Promise<Record<string, number | null>> {
  const { columns, data } = await pegel.post<QueryResult>('/query', input)
  return Object.fromEntries(columns.map(({ name }) => [name, (data[name]?.[0] ?? null) as number | null]))
}

/** Opens a page and catches the first query that it asks about these metrics. */
export async function asked(page: Page, metrics: readonly string[]): Promise<QueryInput> {
  const wanted = (request: Request) =>
    request.url().endsWith('/api/v1/query') &&
    metrics.every((metric) => (request.postDataJSON() as QueryInput).metrics.includes(metric))
  return (await page.waitForRequest(wanted)).postDataJSON() as QueryInput
}

/** `1,234` → 1234. */
export const plainNumber = (text: string | null) => Number((text ?? '').replace(/[^\d.-]/g, ''))

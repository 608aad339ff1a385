import type { MetricsContext } from '../metrics/context.ts'
import type { Filter } from '../metrics/types.ts'
import type { Outlook } from './figures.ts'
import type { Week } from './week.ts'

/** What is expected of the coming week: said plainly where there is no forecast yet. */
export async function outlookFor(
  _context: MetricsContext,
  _asked: { week: Week; tz: string; filters: readonly Filter[] },
): Promise<Outlook> {
  return { state: 'no_forecast' }
}

/** Tells whether two states of the facts are the same, row by row, in any order. */
import type { Reader } from '../engine/port.ts'
import { factsAmong, type Model } from './model.ts'

/**
 * Fact → rows and a sum over the hashes of its rows. Positions on the calendar's own scale are left out: they count from
 * wherever the calendar was unfolded from, and only their differences mean anything.
 */
export async function fingerprints(
  reader: Reader,
  models: readonly Model[],
): Promise<Record<string, string>> {
  const prints: Record<string, string> = {}
  for (const { name } of factsAmong(models)) {
    const [row] = await reader.rows<{ print: string }>(
      `select count(*) || ':' || coalesce(sum(hash(fact)::hugeint), 0) as print
       from (select columns(name -> name not like '%open_ms') from main.${name}) as fact`,
      [],
      { timeoutMs: 10 * 60_000 },
    )
    prints[name] = row?.print ?? ''
  }
  return prints
}

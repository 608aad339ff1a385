/** Tells whether two states of the facts are the same, row by row, in any order. */
import type { Reader } from '../engine/port.ts'
import type { Model } from './model.ts'

/** Fact → rows and a sum over the hashes of its rows. */
export async function fingerprints(
  reader: Reader,
  models: readonly Model[],
): Promise<Record<string, string>> {
  const prints: Record<string, string> = {}
  for (const { name } of models.filter((model) => model.layer === 'facts')) {
    const [row] = await reader.rows<{ print: string }>(
      `select count(*) || ':' || coalesce(sum(hash(${name})::hugeint), 0) as print from main.${name}`,
      [],
      { timeoutMs: 10 * 60_000 },
    )
    prints[name] = row?.print ?? ''
  }
  return prints
}

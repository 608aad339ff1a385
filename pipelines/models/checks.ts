/** Data checks: `sql/checks/*.sql`, each a query that returns no rows when all is well. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reader } from '../engine/port.ts'

/** Runs all checks; `rows` is what each found. */
export async function runChecks(reader: Reader, dir: string): Promise<{ name: string; rows: number }[]> {
  const results: { name: string; rows: number }[] = []
  for (const file of readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    const sql = readFileSync(join(dir, file), 'utf8').trim()
    const [found] = await reader.rows<{ n: number }>(`select count(*) as n from (${sql}\n) as found`, [], {
      timeoutMs: 10 * 60_000,
    })
    results.push({ name: file.slice(0, -4), rows: found?.n ?? 0 })
  }
  return results
}

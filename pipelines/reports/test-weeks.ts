/** Facts of three weeks around a change of clocks, with the configuration's table, for tests of this room. */
import { readFileSync } from 'node:fs'
import type { Engine } from '../engine/port.ts'
import type { MetricsContext } from '../metrics/context.ts'
import { contextOf, engineWith, type FactRows } from '../metrics/test-facts.ts'
import { randomRows } from '../metrics/test-rows.ts'

export const ZONE = 'Europe/Berlin'
/** From the Monday after clocks went forward; the week before has 167 hours. */
export const WEEK = '2026-W14'
export const FROM = Date.parse('2026-03-29T22:00:00Z')
export const TO = Date.parse('2026-04-05T22:00:00Z')
export const BEFORE = Date.parse('2026-03-22T23:00:00Z')

export async function weeksFolder(
  tickets = 900,
): Promise<{ context: MetricsContext; engine: Engine; rows: Required<FactRows> }> {
  const rows = randomRows(7, tickets)
  const engine = await engineWith(rows)
  await engine.maintain((tx) => tx.run(readFileSync('sql/schema/0002-config-version.sql', 'utf8')))
  return { engine, rows, context: contextOf(engine, '2026-04-12T12:00:00Z') }
}

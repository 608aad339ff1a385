/** Small facts about the data folder that live in the same transactions as the data. */
import type { Reader, Writer } from '../engine/port.ts'

export async function getState(reader: Reader, key: string): Promise<string | null> {
  const [row] = await reader.rows<{ value: string }>('select value from main.state where key = $1', [key])
  return row?.value ?? null
}

/** Sets some, by their keys. */
export async function setState(tx: Writer, values: Record<string, string>): Promise<void> {
  const told = Object.entries(values)
  const cases = told.map((_, at) => `when $${2 * at + 1} then $${2 * at + 2}`).join(' ')
  const keys = told.map((_, at) => `$${2 * at + 1}`).join(', ')
  const known = await tx.repeat(
    `update main.state set value = case key ${cases} end where key in (${keys})`,
    told.flat(),
  )
  if (known === told.length) return
  for (const [key, value] of told) {
    await tx.repeat('delete from main.state where key = $1', [key])
    await tx.repeat('insert into main.state values ($1, $2)', [key, value])
  }
}

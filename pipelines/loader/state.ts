/** Small facts about the data folder that live in the same transactions as the data. */
import type { Reader, Writer } from '../engine/port.ts'

export async function getState(reader: Reader, key: string): Promise<string | null> {
  const [row] = await reader.rows<{ value: string }>('select value from main.state where key = $1', [key])
  return row?.value ?? null
}

export async function setState(tx: Writer, key: string, value: string): Promise<void> {
  const known = await tx.repeat('update main.state set value = $2 where key = $1', [key, value])
  if (known === 0) await tx.repeat('insert into main.state values ($1, $2)', [key, value])
}

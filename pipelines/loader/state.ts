/** Small facts about the data folder that live in the same transactions as the data. */
import type { Reader, Writer } from '../engine/port.ts'

export async function getState(reader: Reader, key: string): Promise<string | null> {
  const [row] = await reader.rows<{ value: string }>('select value from main.state where key = $1', [key])
  return row?.value ?? null
}

export async function setState(tx: Writer, key: string, value: string): Promise<void> {
  await tx.repeat('delete from main.state where key = $1', [key])
  await tx.repeat('insert into main.state values ($1, $2)', [key, value])
}

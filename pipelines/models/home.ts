import type { Reader } from '../engine/port.ts'

/**
 * The full name of where the facts live. While a fold runs, temporary tables of the same names stand before them, and
 * those have a schema called main of their own: only the database's name tells the two apart.
 */
export async function homeOf(reader: Reader): Promise<string> {
  const [row] = await reader.rows<{ name: string }>('select current_database() as name')
  return `"${row?.name ?? 'memory'}".main`
}

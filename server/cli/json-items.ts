import { invalid } from '../../pipelines/errors.ts'
import { linesOf } from './lines.ts'

export type JsonItem = { value: unknown } | { problem: string }

/**
 * The values of a stream of JSON: one a line, or the items of one array over any number of lines. Empty lines are skipped.
 * Throws `invalid` for an array that cannot be read; a line that cannot be is an item with its problem.
 */
export async function* jsonItems(input: AsyncIterable<Uint8Array>): AsyncGenerator<JsonItem> {
  let array: string[] | null = null
  let isFirst = true
  for await (const bytes of linesOf(input)) {
    const line = decoded(bytes)
    if (array) {
      array.push(line ?? '\0')
      continue
    }
    if (line?.trim() === '') continue
    if (isFirst && line?.trimStart().startsWith('[')) array = [line]
    else yield itemOf(line)
    isFirst = false
  }
  if (!array) return
  const value = itemOf(array.join('\n'))
  if ('problem' in value || !Array.isArray(value.value)) throw invalid('The input is not an array in JSON')
  for (const one of value.value) yield { value: one }
}

function itemOf(line: string | null): JsonItem {
  try {
    if (line !== null) return { value: JSON.parse(line) as unknown }
  } catch {}
  return { problem: 'not JSON in UTF-8' }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

import { invalid, PegelError } from '../../errors.ts'
import type { ByteFile } from './bytes.ts'
import { isObject } from './json-records.ts'
import { keepLongIntegers } from './long-integers.ts'
import { Unreadable } from './rows.ts'

/** 64 MiB: an array is read whole, JSONL is what streams. */
const MAX_BYTES = 64 * 1024 ** 2

/** A file that is one JSON array of objects. Throws `too_large` above 64 MiB and `invalid` when it is no array. */
export async function* readJsonArray(
  file: ByteFile,
): AsyncGenerator<(Readonly<Record<string, unknown>> | Unreadable)[]> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of file.bytes()) {
    size += part.length
    if (size > MAX_BYTES)
      throw new PegelError(
        'too_large',
        `${file.name}: a JSON array may have 64 MiB; write one object per line`,
        {
          file: 'is a JSON array of more than 64 MiB',
        },
      )
    parts.push(part)
  }
  yield parse(file.name, Buffer.concat(parts)).map((value) =>
    isObject(value) ? value : new Unreadable('element is not a JSON object', JSON.stringify(value)),
  )
}

function parse(name: string, bytes: Buffer): unknown[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(keepLongIntegers(text))
    if (Array.isArray(value)) return value
    throw new Error('it is no array')
  } catch (cause) {
    const why = (cause as Error).message
    throw invalid(`${name} is not a JSON array: ${why}`, { file: `not a JSON array: ${why}` })
  }
}

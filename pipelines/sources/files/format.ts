import { invalid } from '../../errors.ts'

export type FileFormat = 'csv' | 'jsonl' | 'json' | 'parquet'

const LOOKALIKES: readonly (readonly [number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'is a zip archive or an Excel workbook; export it as CSV'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'is an old Excel workbook; export it as CSV'],
  [[0xff, 0xfe], 'is UTF-16; save it as UTF-8'],
  [[0xfe, 0xff], 'is UTF-16; save it as UTF-8'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is compressed with zstd; only gzip is read'],
]

/**
 * Tells the format from the first bytes; `declared` (from the mapping) decides between text formats.
 * Throws `invalid` for what is none of them.
 */
export function detectFormat(name: string, head: Buffer, declared?: FileFormat): FileFormat {
  const seen = seenFormat(name, head)
  if (declared && declared !== seen && (declared === 'parquet' || seen === 'parquet'))
    throw invalid(`${name} is ${seen}, and the mapping says ${declared}`, {
      format: `the file is ${seen}, not ${declared}`,
    })
  return declared ?? seen
}

/** Whether the bytes begin as a Parquet file does. */
export const isParquet = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PAR1'

function seenFormat(name: string, head: Buffer): FileFormat {
  if (isParquet(head)) return 'parquet'
  for (const [magic, what] of LOOKALIKES)
    if (head.subarray(0, magic.length).equals(Buffer.from(magic)))
      throw invalid(`${name} ${what}`, { file: what })
  if (head.subarray(0, 8192).includes(0)) {
    const what = 'is neither text nor Parquet'
    throw invalid(`${name} ${what}`, { file: what })
  }
  const start = /^\s*(\S)/u.exec(head.subarray(0, 8192).toString('utf8'))?.[1]
  if (start === undefined) throw invalid(`${name} holds nothing but blank lines`, { file: 'is empty' })
  if (start === '{') return 'jsonl'
  return start === '[' ? 'json' : 'csv'
}

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { Delivery } from './wire/outbox.ts'
import { writeFiles } from './write-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'pegel-sample-'))
afterAll(() => rmSync(folder, { recursive: true }))
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

/** More than a chunk for one file, a line for the other. */
function* deliveries() {
  for (let n = 0; n < 40_000; n++)
    yield new Delivery('whatsapp', n, `{"n":${n},"rest":"${'x'.repeat(n % 90)}"}`)
  yield new Delivery('inbox', 40_000, '{"specversion":"1.0"}')
}
const expected = [...deliveries()]
  .slice(0, -1)
  .map(({ body }) => `${body}\n`)
  .join('')

describe('writeFiles', () => {
  it('writes every body once, a line each, in order, and says what it wrote', async () => {
    const { files } = await writeFiles(folder, deliveries(), false)
    expect(readFileSync(join(folder, 'whatsapp.jsonl'), 'latin1')).toBe(expected)
    expect(readFileSync(join(folder, 'inbox.jsonl'), 'latin1')).toBe('{"specversion":"1.0"}\n')
    expect(files).toEqual([
      {
        source: 'whatsapp',
        file: join(folder, 'whatsapp.jsonl'),
        lines: 40_000,
        bytes: expected.length,
        sha256: sha256(expected),
      },
      {
        source: 'inbox',
        file: join(folder, 'inbox.jsonl'),
        lines: 1,
        bytes: 22,
        sha256: sha256('{"specversion":"1.0"}\n'),
      },
    ])
  })

  it('compresses the same text, and sums the text', async () => {
    const { files } = await writeFiles(folder, deliveries(), true)
    expect(gunzipSync(readFileSync(join(folder, 'whatsapp.jsonl.gz'))).toString('latin1')).toBe(expected)
    expect(files[0]).toMatchObject({ bytes: expected.length, sha256: sha256(expected) })
  })
})

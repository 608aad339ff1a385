import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFile } from './fixtures.ts'
import { rejectsWriter } from './rejects.ts'

const SHA = 'ab12cd34ef'.padEnd(64, '0')
const folder = () => dirname(tempFile('x', 'x'))

describe('rejectsWriter', () => {
  it('writes one line per reject into a file of its owner', async () => {
    const dir = folder()
    const writer = rejectsWriter(dir, 'my log/2025.csv', SHA)
    await writer.write([{ row: 2, reason: 'status: "x" is not mapped', raw: '1,"a\nb"' }])
    await writer.write([{ row: 9, reason: 'ticket is empty', raw: ',' }])
    const path = await writer.close()
    expect(path).toBe(join(dir, 'rejects', 'my_log_2025.csv-ab12cd34.jsonl'))
    const lines = readFileSync(path ?? '', 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { row: 2, reason: 'status: "x" is not mapped', raw: '1,"a\nb"' },
      { row: 9, reason: 'ticket is empty', raw: ',' },
    ])
    expect(statSync(path ?? '').mode & 0o777).toBe(0o600)
  })

  it('shows nothing before it is complete and nothing after it was given up', async () => {
    const dir = folder()
    const writer = rejectsWriter(dir, 'log.csv', SHA)
    await writer.write([{ row: 1, reason: 'r', raw: '' }])
    expect(readdirSync(join(dir, 'rejects'))).toEqual(['log.csv-ab12cd34.jsonl.partial'])
    await writer.discard()
    expect(readdirSync(join(dir, 'rejects'))).toEqual([])
  })

  it('removes the rejects of an earlier import once the same file has none', async () => {
    const dir = folder()
    const first = rejectsWriter(dir, 'log.csv', SHA)
    await first.write([{ row: 1, reason: 'r', raw: '' }])
    const path = (await first.close()) ?? ''
    expect(existsSync(path)).toBe(true)
    expect(await rejectsWriter(dir, 'log.csv', SHA).close()).toBeNull()
    expect(existsSync(path)).toBe(false)
  })
})

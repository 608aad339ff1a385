import { describe, expect, it } from 'vitest'
import { newlineOf, readLines } from './lines.ts'

async function* chunksOf(...parts: (string | number[])[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part as string)
}

async function linesOf(chunks: AsyncIterable<Buffer>, newline?: number, max?: number) {
  const lines: string[] = []
  const bad: Record<string, string> = {}
  for await (const batch of readLines(chunks, newline, max)) {
    for (const [index, why] of batch.bad) bad[lines.length + index] = why
    lines.push(...batch.lines)
  }
  return { lines, bad }
}

describe('readLines', () => {
  it('drops the byte order mark and carriage returns', async () => {
    const { lines } = await linesOf(chunksOf('\ufeffa\r\nb\n', 'c\r', '\nd'))
    expect(lines).toEqual(['a', 'b', 'c', 'd'])
  })

  it('joins a character that two chunks share', async () => {
    const bytes = [...Buffer.from('ü👍\nx')]
    const { lines, bad } = await linesOf(chunksOf(bytes.slice(0, 1), bytes.slice(1, 4), bytes.slice(4)))
    expect(lines).toEqual(['ü👍', 'x'])
    expect(bad).toEqual({})
  })

  it('marks the lines that are not UTF-8 and no other', async () => {
    const { lines, bad } = await linesOf(chunksOf([0x61, 10, 0xe4, 0x62, 10, 0x63, 10, 0xc3]))
    expect(lines).toEqual(['a', '\ufffdb', 'c', '\ufffd'])
    expect(Object.keys(bad)).toEqual(['1', '3'])
  })

  it('gives up a line that is too long and goes on after it', async () => {
    const { lines, bad } = await linesOf(chunksOf('ok\nxxxxxx', 'xxxxxx', 'xx\nnext\n', 'last'), 10, 8)
    expect(lines).toEqual(['ok', 'xxxxxxxxxxxx', 'next', 'last'])
    expect(bad).toEqual({ 1: 'line is longer than 8 bytes' })
  })

  it('splits at carriage returns where there is nothing else', async () => {
    const head = Buffer.from('a\rb\rc')
    expect((await linesOf(chunksOf('a\rb\rc'), newlineOf(head))).lines).toEqual(['a', 'b', 'c'])
  })
})

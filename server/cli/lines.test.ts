import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOf } from './lines.ts'

async function read(chunks: Uint8Array[]): Promise<string[]> {
  const lines: string[] = []
  for await (const line of linesOf(
    (async function* () {
      yield* chunks
    })(),
  ))
    lines.push(line.toString('latin1'))
  return lines
}

describe('lines of a stream', () => {
  it('drops line ends of either kind and keeps an unended last line', async () => {
    expect(await read([Buffer.from('a\r\n\nb')])).toEqual(['a', '', 'b'])
    expect(await read([Buffer.from('a\n')])).toEqual(['a'])
    expect(await read([])).toEqual([])
  })

  it('reads the same however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('x', '\n', '\r', 'é', ' ')),
        fc.nat(5),
        async (parts, size) => {
          const whole = Buffer.from(parts.join(''))
          const step = size + 1
          const chunks = Array.from({ length: Math.ceil(whole.length / step) }, (_, i) =>
            whole.subarray(i * step, (i + 1) * step),
          )
          expect(await read(chunks)).toEqual(await read([whole]))
        },
      ),
    )
  })
})

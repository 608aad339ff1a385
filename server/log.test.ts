import { describe, expect, it } from 'vitest'
import { describeError, logTo } from './log.ts'

describe('log', () => {
  it('writes one line of the fields it lists and no other', () => {
    const lines: string[] = []
    const log = logTo({ write: (line) => lines.push(line) })
    log('warn', 'delivery refused', { source: 'inbox', status: 401, body: 'secret' } as never)
    expect(lines).toHaveLength(1)
    const { time, ...rest } = JSON.parse(lines[0] as string)
    expect(new Date(time).toISOString()).toBe(time)
    expect(rest).toEqual({ level: 'warn', event: 'delivery refused', source: 'inbox', status: 401 })
  })

  it('masks what an error quotes', () => {
    const error = new Error('Could not convert string "Jo Doe" to INT64 at +49 170 1234567, row 12')
    expect(describeError(error).detail).toBe('Could not convert string "…" to INT64 at #, row 12')
    expect(describeError(error).frames?.every((frame) => frame.startsWith('at '))).toBe(true)
    expect(describeError('text')).toEqual({ code: 'string' })
  })
})

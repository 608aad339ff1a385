import { describe, expect, it } from 'vitest'
import type { VersionNotice } from '../pipelines/pegel.ts'
import { openLive } from './live.ts'

/** What `openLive` needs of a data folder: a version that moves. */
function folder() {
  const listeners = new Set<(notice: VersionNotice) => void>()
  const state = {
    dataVersion: 7,
    asOf: '2026-03-01T10:00:00Z',
    lastEventAt: null as string | null,
    onVersion(listener: (notice: VersionNotice) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    move() {
      state.dataVersion++
      for (const listener of listeners) listener(state)
    },
    listeners,
  }
  return state
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value, done } = await reader.read()
  return done ? 'end' : new TextDecoder().decode(value)
}

describe('live', () => {
  it('starts with the present version, except for a reader that has seen it', async () => {
    const data = folder()
    const live = openLive(data)
    const fresh = live.open(undefined).getReader()
    expect(await next(fresh)).toBe('retry: 2000\n\n')
    expect(await next(fresh)).toBe(
      'id: 7\nevent: version\ndata: {"dataVersion":7,"asOf":"2026-03-01T10:00:00Z","lastEventAt":null}\n\n',
    )
    const back = live.open('7').getReader()
    expect(await next(back)).toBe('retry: 2000\n\n')
    data.move()
    expect(await next(back)).toContain('id: 8\n')
    live.close()
  })

  it('has one listener for any number of readers and forgets those that leave', async () => {
    const data = folder()
    const live = openLive(data)
    const readers = Array.from({ length: 100 }, () => live.open(undefined).getReader())
    expect(data.listeners.size).toBe(1)
    expect(live.readers).toBe(100)
    await Promise.all(readers.slice(1).map((reader) => reader.cancel()))
    expect(live.readers).toBe(1)
    live.close()
    expect(data.listeners.size).toBe(0)
  })

  it('gives a reader that fell behind the newest version and skips those between', async () => {
    const data = folder()
    const live = openLive(data)
    const slow = live.open(undefined).getReader()
    for (let i = 0; i < 50; i++) data.move()
    live.open(undefined)
    const seen: string[] = []
    for (;;) {
      const text = await next(slow)
      seen.push(text)
      if (text.includes('id: 57\n')) break
    }
    expect(seen.length).toBeLessThan(12)
    live.close()
    expect(await next(slow)).toBe('end')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConfigRecord } from './record.ts'
import { holdingAt, timelinesOf } from './timeline.ts'

const DAY = 86_400_000
const dayText = (day: number) => new Date(day * DAY).toISOString()

/** Version 1, 2, … of `x`; each `[day from which it holds, or null; body, or null]`. */
function versions(...stated: [number | null, string | null][]): ConfigRecord[] {
  return stated.map(([day, name], i) => ({
    kind: 'policy',
    id: 'x',
    version: i + 1,
    validFrom: day === null ? null : dayText(day),
    recordedAt: dayText(0),
    author: 'a',
    note: null,
    body: name === null ? null : { name },
  }))
}

const spansOf = (records: ConfigRecord[]) =>
  timelinesOf<{ name: string }>(records)[0]?.spans.map(({ version, body, fromMs, toMs }) => [
    version,
    body.name,
    fromMs === null ? null : fromMs / DAY,
    toMs === null ? null : toMs / DAY,
  ])

describe('timelines', () => {
  it('give each version the time until the next one', () => {
    expect(spansOf(versions([null, 'a'], [10, 'b'], [20, 'c']))).toEqual([
      [1, 'a', null, 10],
      [2, 'b', 10, 20],
      [3, 'c', 20, null],
    ])
  })

  it('let a backdated version replace all that was stated for its time', () => {
    expect(spansOf(versions([null, 'a'], [10, 'b'], [20, 'c'], [15, 'd']))).toEqual([
      [1, 'a', null, 10],
      [2, 'b', 10, 15],
      [4, 'd', 15, null],
    ])
    expect(spansOf(versions([null, 'a'], [10, 'b'], [null, 'd']))).toEqual([[3, 'd', null, null]])
    expect(spansOf(versions([5, 'a'], [5, 'b']))).toEqual([[2, 'b', 5, null]])
  })

  it('have no span while it is withdrawn', () => {
    expect(spansOf(versions([null, 'a'], [10, null], [20, 'c']))).toEqual([
      [1, 'a', null, 10],
      [3, 'c', 20, null],
    ])
    expect(spansOf(versions([10, 'a'], [10, null]))).toEqual([])
  })

  it('are sorted by id, whatever the order of the records', () => {
    const [a] = versions([null, 'a'])
    const records = ['b', 'a', 'c'].map((id) => ({ ...(a as ConfigRecord), id }))
    expect(timelinesOf(records).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('say at every instant what the highest version with a validFrom up to it says', () => {
    const day = fc.option(fc.integer({ min: 0, max: 12 }))
    const body = fc.option(fc.constantFrom('a', 'b', 'c'))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(day, body), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: -1, max: 13 }),
        fc.nat(),
        (stated, at, seed) => {
          const records = versions(...stated)
          const said = records.filter(
            ({ validFrom }) => validFrom === null || Date.parse(validFrom) <= at * DAY,
          )
          const expected = said.at(-1)?.body ?? null
          const turn = seed % records.length
          const [timeline] = timelinesOf([...records.slice(turn), ...records.slice(0, turn)])
          expect(holdingAt(timeline, at * DAY)?.body ?? null).toEqual(expected)
          const spans = timeline?.spans ?? []
          for (const [i, span] of spans.entries()) {
            expect(span.fromMs ?? -Infinity).toBeGreaterThanOrEqual(
              i === 0 ? -Infinity : (spans[i - 1]?.toMs ?? Infinity),
            )
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})

import { expect, it } from 'vitest'
import { Random } from '../world/random.ts'
import { iso } from './instant.ts'

it('writes instants as Date does, whatever the order of days', () => {
  const random = new Random(4)
  const instants = Array.from({ length: 500 }, () => random.below(4_000_000_000) * 500)
  for (const at of [0, 999, 86_399_999, 86_400_000, ...instants]) {
    expect(iso(at)).toBe(new Date(at).toISOString())
  }
})

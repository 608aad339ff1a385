import { describe, expect, it } from 'vitest'
import { Random } from '../world/random.ts'
import { Customers } from './customers.ts'
import { DAY } from './days.ts'

const userIdsFrom = Date.parse('2026-04-01')
const customers = new Customers(20_000, userIdsFrom)
const everyone = Array.from({ length: customers.size }, (_, customer) => customer)

describe('Customers', () => {
  it('gives every customer a number of their own, before and after moving', () => {
    const numbers = everyone.flatMap((customer) => [
      customers.number(customer, false),
      customers.number(customer, true),
    ])
    expect(new Set(numbers).size).toBe(2 * customers.size)
    expect(numbers.every((number) => /^(49000\d{8}|100\d{8})$/.test(number))).toBe(true)
  })

  it('rolls user ids out, and takes the number away from those with a username', () => {
    const at = (when: number) => everyone.map((customer) => customers.identity(customer, when))
    expect(at(userIdsFrom).every((who) => who.userId === null && who.waId !== null)).toBe(true)
    const late = at(userIdsFrom + 300 * DAY)
    expect(late.every((who) => /^(DE|US)\.\d{20}$/.test(who.userId ?? ''))).toBe(true)
    expect(late.filter((who) => who.waId === null).length / late.length).toBeCloseTo(0.03, 2)
    expect(new Set(late.map((who) => who.userId)).size).toBe(customers.size)
  })

  it('draws some customers more often than others', () => {
    const random = new Random(5)
    const drawn = Array.from({ length: 5000 }, () => customers.draw('eu', random.next()))
    expect(drawn.filter((customer) => customer < 1600).length).toBeGreaterThan(900)
    expect(drawn.every((customer) => customers.market(customer) === 'eu')).toBe(true)
    expect(customers.market(customers.draw('us', 0))).toBe('us')
  })
})

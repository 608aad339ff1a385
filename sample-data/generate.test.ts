import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { cloudEvents } from '../pipelines/sources/cloudevents/cloudevents.ts'
import { whatsapp } from '../pipelines/sources/whatsapp/whatsapp.ts'
import { generate, readOptions } from './generate.ts'
import type { Delivery } from './wire/outbox.ts'
import { Company } from './world/world.ts'

const endsAt = Date.parse('2026-11-20')
const startsAt = endsAt - 365 * 86_400_000
const MESSAGES = 10_000

describe('a year of deliveries', () => {
  const company = new Company({ messages: MESSAGES, seed: 1, endsAt })
  const deliveries: Delivery[] = []

  beforeAll(() => {
    for (const delivery of company.deliveries()) {
      if (delivery.arrivesAt >= endsAt) break
      deliveries.push(delivery)
    }
  })

  it('has the same bytes on any machine', () => {
    const hash = createHash('sha256')
    for (const { source, at, body } of deliveries) hash.update(`${source} ${at} ${body}\n`)
    expect(hash.digest('hex')).toBe('3cf3160f4e321b5cd9ded8cfe9971ff95953825fc8def3573ddbef2854320483')
  })

  it('comes in the order of arrival, within the year', () => {
    const arrivals = deliveries.map(({ arrivesAt }) => arrivesAt)
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
    expect(arrivals[0]).toBeGreaterThanOrEqual(startsAt)
    expect(arrivals.at(-1)).toBeLessThan(endsAt)
  })

  it('holds about as many messages as were asked for', () => {
    expect(Math.abs(company.world.post.messages / MESSAGES - 1)).toBeLessThan(0.08)
  })

  it('leaves nothing in memory of what is over', () => {
    const { world } = company
    expect(world.conversations).toBeGreaterThan(100_000)
    expect(world.active.size).toBeLessThan(100)
    expect(world.tasks.size).toBeLessThan(3000)
  })

  it('is understood by the sources to the last body', () => {
    const kinds = { whatsapp, inbox: cloudEvents }
    const settings = { whatsapp: whatsapp.parseSettings({}), inbox: cloudEvents.parseSettings({}) }
    const troubles = new Set<string>()
    for (const { source, at, headers, body } of deliveries) {
      const delivery = { source, account: null, headers, body: Buffer.from(body), receivedAt: at }
      const context = { pseudonym: (identifier: string) => identifier, settings: settings[source] }
      const { events, failures, unmapped } = kinds[source].map(delivery, context)
      if (events.length === 0) troubles.add(body)
      for (const trouble of [...failures, ...Object.keys(unmapped)]) troubles.add(trouble)
    }
    expect([...troubles]).toEqual([])
  })
})

describe('generate', () => {
  const beginning = (seed: number) => {
    const bodies: string[] = []
    for (const { body } of generate({ messages: 100_000, seed, endsAt })) {
      if (bodies.push(body) === 300) break
    }
    return bodies
  }

  it('repeats itself for a seed and for no other', () => {
    expect(beginning(2)).toEqual(beginning(2))
    expect(beginning(2)).not.toEqual(beginning(3))
  })
})

describe('readOptions', () => {
  it('ends the data now, to the minute, unless told', () => {
    const options = readOptions(['--out', 'x'], Date.parse('2026-11-20T10:11:12Z'))
    expect(options).toEqual({
      out: 'x',
      messages: 200_000,
      seed: 1,
      endsAt: Date.parse('2026-11-20T10:11:00Z'),
      gzip: false,
    })
  })

  it('says what is wrong', () => {
    const wrong =
      (...args: string[]) =>
      () =>
        readOptions(args, 0)
    expect(wrong()).toThrow('--out')
    expect(wrong('--out', 'x', '--messages', '12.5')).toThrow('--messages')
    expect(wrong('--out', 'x', '--seed', 'a')).toThrow('--seed')
    expect(wrong('--out', 'x', '--end', 'yesterday')).toThrow('--end')
    expect(wrong('--out', 'x', '--colour', 'red')).toThrow('--colour')
  })
})

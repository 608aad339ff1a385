import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VOCABULARY } from '../../events/vocabulary.ts'
import { mapDelivery } from './test-support.ts'

const page = readFileSync('docs/events.md', 'utf8')
const sections = page.slice(page.indexOf('\n## Types')).split('\n### ').slice(1)
const examples = sections.flatMap((section) =>
  [...section.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => ({
    names: section.slice(0, section.indexOf('\n')).split(', '),
    json: match[1] ?? '',
  })),
)
const documented = sections.flatMap((section) => section.slice(0, section.indexOf('\n')).split(', '))

describe('docs/events.md', () => {
  it('documents every event type', () => {
    expect(documented.toSorted()).toEqual(VOCABULARY.type.toSorted())
  })

  it.each(examples)('the example of $names maps to it: $json', ({ names, json }) => {
    const result = mapDelivery(json)
    expect(result.failures).toEqual([])
    expect(result.unmapped).toEqual({})
    expect(result.events).toHaveLength(1)
    expect(names).toContain(result.events[0]?.type)
  })

  it('has an example for each of them but what only sources tell', () => {
    const shown = new Set(
      examples.flatMap(({ json }) => mapDelivery(json).events.map((event) => event.type as string)),
    )
    expect(documented.filter((type) => !shown.has(type))).toEqual(['config.changed'])
  })
})

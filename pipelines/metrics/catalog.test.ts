import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCatalog, snippetsOf } from './catalog.ts'
import { catalogMarkdown } from './catalog-markdown.ts'
import { columnsOf } from './expression.ts'
import { FACTS } from './facts.ts'
import { testCatalog } from './test-facts.ts'

const PROMISED = [
  ...'tickets_created tickets_resolved tickets_reopened backlog_open messages_inbound messages_outbound sla_attainment sla_breached csat csat_response_rate csat_responses bot_containment handoff_rate one_touch_rate'.split(
    ' ',
  ),
  ...[
    'response_time',
    'first_response_time',
    'human_first_response_time',
    'first_resolution_time',
    'full_resolution_time',
  ].flatMap((what) =>
    ['mean', 'median', 'p90'].flatMap((statistic) => [
      `${what}_${statistic}`,
      `${what}_${statistic}_business`,
    ]),
  ),
]
const PROMISED_DIMENSIONS =
  'team assignee responder channel source priority tier status topic brand target policy hour_of_day day_of_week'.split(
    ' ',
  )

describe('the catalog', () => {
  it('has every promised metric and dimension, and more than sixty metrics', () => {
    expect([...testCatalog.metrics.keys()]).toEqual(expect.arrayContaining(PROMISED))
    expect([...testCatalog.dimensions.keys()]).toEqual(expect.arrayContaining(PROMISED_DIMENSIONS))
    expect(testCatalog.metrics.size).toBeGreaterThan(60)
  })

  it('says everything in two languages, differently for each metric', () => {
    const metrics = [...testCatalog.metrics.values()]
    for (const language of ['en', 'de'] as const) {
      expect(new Set(metrics.map(({ label }) => label[language])).size).toBe(metrics.length)
      for (const { description } of metrics) expect(description[language]).toMatch(/\.$/)
    }
    for (const { id, description } of metrics) expect(description.de, id).not.toBe(description.en)
  })

  it('tells times by instants and cuts ratios, not counts, to a smallest n', () => {
    for (const metric of testCatalog.metrics.values()) {
      const columns = new Set(Object.keys(FACTS[metric.fact]))
      const { time, from, to } = snippetsOf(metric)
      for (const snippet of [time, from, to].filter((sql) => sql !== undefined)) {
        for (const column of columnsOf(snippet, columns))
          expect(FACTS[metric.fact][column], metric.id).toBe('instant')
      }
      if (metric.unit === 'ratio') expect(metric.min_n, metric.id).toBeGreaterThan(0)
      if (metric.kind === 'count') expect(metric.min_n, metric.id).toBe(0)
    }
  })

  it('is described in docs/metrics.md', async () => {
    await expect(catalogMarkdown(testCatalog)).toMatchFileSnapshot('../../docs/metrics.md')
  })
})

describe('a broken catalog', () => {
  const DIMENSIONS = '- { id: team, label: { en: Team, de: Team }, description: { en: A., de: A. } }'
  const METRIC = {
    id: 'created',
    label: { en: 'Created', de: 'Neu' },
    description: { en: 'A.', de: 'A.' },
    fact: 'ticket',
    kind: 'count',
    time: 'created_at',
    unit: 'count',
    format: 'integer',
    better: 'none',
  }
  let dir: string
  const load = (metrics: unknown, dimensions = DIMENSIONS) => {
    writeFileSync(join(dir, 'dimensions.yml'), dimensions)
    writeFileSync(join(dir, 'tickets.yml'), JSON.stringify(metrics))
    return () => loadCatalog(dir)
  }
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'pegel-catalog-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('is one that the same entry without the fault is not', () => {
    expect(load([METRIC])().metrics.get('created')?.dimensions).toEqual(['team'])
  })

  it.each<[string, unknown, RegExp]>([
    ['a duplicate id', [METRIC, METRIC], /^tickets\.yml: created: duplicate id/],
    ['an unknown fact', [{ ...METRIC, fact: 'tickets' }], /^tickets\.yml: created: .*fact/],
    [
      'an unknown column',
      [{ ...METRIC, time: 'create_at' }],
      /^tickets\.yml: created: time: unknown column create_at in fact ticket/,
    ],
    [
      'an unknown column of what is open',
      [{ ...METRIC, still_open: { time: 'created_at', where: 'oops' } }],
      /^tickets\.yml: created: still_open\.where: unknown column oops/,
    ],
    [
      'a missing translation',
      [{ ...METRIC, label: { en: 'Created' } }],
      /^tickets\.yml: created: .*label\.de/,
    ],
    [
      'an empty translation',
      [{ ...METRIC, description: { en: 'A.', de: ' ' } }],
      /^tickets\.yml: created: .*description\.de/,
    ],
    ['a kind without its fields', [{ ...METRIC, kind: 'mean' }], /^tickets\.yml: created: .*value/],
    ['an unknown field', [{ ...METRIC, colour: 'red' }], /^tickets\.yml: created: .*colour/],
    [
      'an unknown dimension',
      [{ ...METRIC, without: ['nope'] }],
      /^tickets\.yml: created: unknown dimension nope/,
    ],
    ['an entry without an id', [{ label: 'x' }], /^tickets\.yml: entry 1: /],
    ['no list', { created: METRIC }, /^tickets\.yml: expected a list/],
  ])('has %s and is refused by file and entry', (_, metrics, message) => {
    expect(load(metrics)).toThrow(message)
  })

  it('may be so for its dimensions', () => {
    expect(load([METRIC], `${DIMENSIONS}\n${DIMENSIONS}`)).toThrow('dimensions.yml: team: duplicate id')
    expect(load([METRIC], DIMENSIONS.replace('id: team', 'id: mood'))).toThrow(
      'dimensions.yml: mood: no fact has a column mood',
    )
    expect(
      load([METRIC], DIMENSIONS.replace(' }\n', '').replace(/ }$/, ', columns: { ticket: mood } }')),
    ).toThrow('dimensions.yml: team: ticket has no column mood')
  })
})

/** The pictures that are made of HTML, drawn without a browser into `docs/gallery` as well. `-u` draws them anew. */
import { readFileSync } from 'node:fs'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import type { FigureRow } from '../../lib/api/figure-rows.ts'
import { FORMAT, formatIn } from '../../lib/format/use-format.ts'
import { startI18n } from '../../lib/i18n/i18n.ts'
import { BarRow } from '../ui/bar-row.tsx'
import { heatOf } from './heat/heat.ts'
import { HeatGrid } from './heat/heat-grid.tsx'

const format = formatIn('en', 'UTC', { points: 'pp', soFar: 'so far' })
const [light = ''] = readFileSync('web/app/tokens.css', 'utf8').split('@media')
const tokens = new Map(
  [...light.matchAll(/(--pg-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
)
const rules = ['web/components/chart/heat/heat.module.css', 'web/components/ui/bar-row.module.css']
  .map((path) => readFileSync(path, 'utf8'))
  .join('')
const BASE = `* { box-sizing: border-box }
main { font: 14px/20px sans-serif; color: var(--pg-ink) }
p, ul { margin: 0; padding: 0; list-style: none }
.pg-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
`

/** A morning that fills up, less at weekends; Sunday night has too few. */
const rows = Array.from({ length: 7 * 24 }, (_, at): FigureRow => {
  const [day, hour] = [Math.floor(at / 24), at % 24]
  const value = Math.round(60 * (day > 4 ? 0.3 : 1) * Math.exp(-(((hour - 11) / 5) ** 2)))
  return {
    time: null,
    cell: { day_of_week: String(day + 1), hour_of_day: String(hour) },
    figures: { m: { value, n: day === 6 && hour < 5 ? 1 : value + 2, previous: null } },
  }
})
const ignore = () => {}
const lineName = (line: string | null, length: 'short' | 'long') => format.weekday(Number(line), length)
const heat = (unit: string, minN: number, fromZero: boolean, scaled = 1) => (
  <HeatGrid
    caption="A week"
    unit={unit}
    cells={heatOf(
      rows.map((row) => ({
        ...row,
        figures: {
          m: {
            ...(row.figures.m as { n: number; previous: null }),
            value: (row.figures.m?.value ?? 0) * scaled,
          },
        },
      })),
      'm',
      minN,
      fromZero,
    )}
    lineName={lineName}
    onPress={ignore}
  />
)
const BARS = [
  { label: 'orders', value: 412, before: 380 },
  { label: 'returns', value: 265, before: 300 },
  { label: 'a team with a name that is longer than its bar', value: 90, before: null },
  { label: 'nobody', value: 0, before: 4 },
]

const PICTURES: Record<string, { height: number; picture: ReactNode }> = {
  'heatmap-of-counts': { height: 300, picture: heat('count', 0, true) },
  'heatmap-of-durations': { height: 300, picture: heat('seconds', 3, false, 60) },
  'ranked-bars': {
    height: 140,
    picture: (
      <ul>
        {BARS.map(({ label, value, before }, at) => (
          <BarRow
            key={label}
            label={label}
            share={value / 412}
            before={before === null ? null : before / 412}
            value={format.value(value, 'count')}
            aside={format.percent(value / 767)}
            chosen={at === 1}
            onPress={ignore}
          />
        ))}
      </ul>
    ),
  },
}

beforeAll(() => startI18n('en'))

it.each(Object.keys(PICTURES))('%s looks as it did', async (name) => {
  const { height, picture } = PICTURES[name] as { height: number; picture: ReactNode }
  const html = renderToStaticMarkup(
    <FORMAT.Answer value={format}>
      <main>{picture}</main>
    </FORMAT.Answer>,
  ).replaceAll(/class="_(\w+?)_[0-9a-f]+"/g, 'class="$1"')
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${height}" viewBox="0 0 720 ${height}"><style>${BASE}${rules}</style><foreignObject width="720" height="${height}"><div xmlns="http://www.w3.org/1999/xhtml">${html}</div></foreignObject></svg>`
  const svg = drawn.replaceAll(/var\((--[\w-]+)\)/g, (_, token: string) => tokens.get(token) ?? token)
  expect(svg).not.toMatch(/NaN|undefined|--pg-/)
  await expect(`${svg}\n`).toMatchFileSnapshot(`../../../docs/gallery/${name}.svg`)
})

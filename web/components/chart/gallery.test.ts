/** Every chart with the same figures every time, drawn without a browser: the pictures in `docs/gallery`. `-u` draws them anew. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dayProfileOption } from './day-profile/option.ts'
import { init } from './engine/draw.ts'
import { loadMore } from './engine/load.ts'
import type { ChartOption } from './engine/option.ts'
import { type HistogramBar, positionOf } from './histogram/data.ts'
import { histogramOption } from './histogram/option.ts'
import type { TimeSeriesData } from './time-series/data.ts'
import { timeSeriesOption } from './time-series/option.ts'

const [light = ''] = readFileSync('web/app/tokens.css', 'utf8').split('@media')
const tokens = new Map(
  [...light.matchAll(/(--pg-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
)
const days = Array.from({ length: 14 }, (_, day) => new Date(Date.UTC(2026, 5, 1 + day)).toISOString())
/** Waves that look like a fortnight of work: the weekends lie low. */
const wave = (height: number, shift: number) =>
  days.map((_, day) =>
    Math.round(height * (day % 7 > 4 ? 0.3 : 1) * (1 + 0.25 * Math.sin(day * 1.7 + shift))),
  )
const series = (
  label: string,
  slot: number,
  values: (number | null)[],
  previous: (number | null)[] | null = null,
) => ({
  key: label,
  label,
  slot,
  cell: { team: label },
  values,
  n: values,
  previous,
})
const fortnight = (
  unit: string,
  list: TimeSeriesData['series'],
  incompleteFrom: string | null = null,
): TimeSeriesData => ({
  grain: 'day',
  unit,
  buckets: days,
  incompleteFrom,
  series: list,
})
const look = { bucket: (at: string) => at.slice(8, 10), tick: (value: number) => String(value) }
const share = (value: number) => `${Math.round(value * 100)} %`
const counts = fortnight('count', [series('all', 0, wave(90, 0), wave(80, 2))], days[13])
const teams = fortnight(
  'count',
  [0, 1, 2, 3, 4, 5, 6, 7].map((slot) => series(`team ${slot}`, slot, wave(90 - 10 * slot, slot))),
)
const rates = fortnight('ratio', [
  series(
    'all',
    0,
    days.map((_, day) => (day === 5 ? null : 0.95 - (day > 6 ? 0.12 : 0.02) * ((day % 3) / 2))),
  ),
])
const waits = fortnight('seconds', [
  series('median', 0, wave(900, 1)),
  series('90th percentile', 1, wave(3_200, 2)),
])
const marks = [
  { id: 'release', letter: 'A', first: 4, last: 4 },
  { id: 'outage', letter: 'B', first: 7, last: 10 },
]
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const bell = (hour: number) => Math.round(40 * Math.exp(-(((hour - 12) / 4) ** 2)))

const CHARTS: Record<string, ChartOption> = {
  'line-with-comparison': timeSeriesOption(counts, { form: 'line', ...look }),
  'line-of-eight': timeSeriesOption(teams, { form: 'line', ...look }),
  'line-of-a-share': timeSeriesOption(rates, { form: 'line', ...look, tick: share }),
  'line-of-durations': timeSeriesOption(waits, {
    form: 'line',
    ...look,
    tick: (value) => `${value / 60} min`,
  }),
  'line-with-marks': timeSeriesOption(counts, { form: 'line', ...look }, marks),
  'bar-so-far': timeSeriesOption(counts, { form: 'bar', ...look }),
  'bar-of-teams': timeSeriesOption({ ...teams, series: teams.series.slice(0, 3) }, { form: 'bar', ...look }),
  'day-against-usual': dayProfileOption(
    {
      hours,
      today: hours.map((hour) => (hour < 15 ? bell(hour) + (hour % 3) : null)),
      usual: hours.map(bell),
      low: hours.map((hour) => Math.max(0, bell(hour) - 6)),
      high: hours.map((hour) => bell(hour) + 8),
      running: 14,
    },
    { hour: String, tick: String },
  ),
  'distribution-of-waits': histogramOption(
    {
      bars: waitBars(),
      marks: (['p50', 'p90', 'p99'] as const).map((name, index) => {
        const seconds = [1200, 4370, 9000][index] ?? 0
        return { name, seconds, at: positionOf(waitBars(), seconds) }
      }),
    },
    {
      edge: (seconds) => (seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`),
      tick: String,
      mark: (name) => ({ p50: 'Median', p90: '90 %', p99: '99 %' })[name],
    },
  ),
}

/** A log-normal wait in growing steps: the median at 20 min. */
function waitBars(): HistogramBar[] {
  const starts = [
    60, 90, 120, 180, 240, 360, 480, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200, 10_800, 14_400,
  ]
  const below = (seconds: number) => 1 / (1 + Math.exp(-1.7 * Math.log(seconds / 1200)))
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? null
    const share = (to === null ? 1 : below(to)) - below(from)
    return { from, to, n: Math.round(900 * share), before: Math.round(700 * share), share, upTo: 0 }
  })
}

it.each(Object.keys(CHARTS))('%s looks as it did', async (name) => {
  const option = CHARTS[name] as ChartOption
  await loadMore(option)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 260 })
  chart.setOption({ animation: false, ...option })
  const svg = chart
    .renderToSVGString()
    .replaceAll(/zr\d+-cls-\d+/g, 'zr-cls')
    .replaceAll(/zr\d+-/g, 'zr-')
    .replaceAll(/var\((--[\w-]+)\)/g, (_, token: string) => tokens.get(token) ?? token)
    .replaceAll('inherit', 'sans-serif')
  chart.dispose()
  expect(svg).not.toContain('NaN')
  await expect(`${svg}\n`).toMatchFileSnapshot(`../../../docs/gallery/${name}.svg`)
})

it('shows every picture on the gallery page', () => {
  const page = readFileSync('docs/gallery/README.md', 'utf8')
  const shown = [...page.matchAll(/\]\(([\w-]+)\.svg\)/g)].map(([, name]) => name)
  const drawn = readdirSync('docs/gallery').flatMap((file) => /^(.*)\.svg$/.exec(file)?.[1] ?? [])
  expect([...shown].sort()).toEqual(drawn.sort())
  expect(shown).toEqual(expect.arrayContaining(Object.keys(CHARTS)))
})

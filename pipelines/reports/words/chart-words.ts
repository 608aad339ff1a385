import type { DrawnChart } from '../document.ts'
import type { Chart } from '../figures.ts'
import { valueText } from './format.ts'
import type { Words } from './words.ts'

const TITLES = { created: 'chartCreated', attainment: 'chartAttainment', open: 'chartOpen' } as const

export function drawnCharts(charts: readonly Chart[], words: Words): DrawnChart[] {
  return charts.map((chart) => {
    const title = words.say(TITLES[chart.id])
    const known = chart.values.filter((value) => value !== null)
    const text = (value: number) => valueText(value, chart.unit, words.language)
    const style = chart.id === 'created' ? 'weekday' : 'day'
    return {
      ...chart,
      title,
      alt:
        known.length === 0
          ? words.say('altNone', { title })
          : words.say('altLast', {
              title,
              value: text(known.at(-1) ?? 0),
              low: text(Math.min(...known)),
              high: text(Math.max(...known)),
            }),
      labels: chart.times.map((time) => words.date(time, style)),
      names: {
        now: words.say('thisWeek'),
        before: words.say('weekBefore'),
        target: words.say('goalLine'),
      },
    }
  })
}

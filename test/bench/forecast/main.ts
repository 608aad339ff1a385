import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { forecast } from '../../../pipelines/forecast/forecast.ts'
import { type Figure, lineOf, median } from '../figure.ts'
import {
  bias,
  type Case,
  caseOf,
  type Evaluation,
  evaluate,
  holidayErrors,
  type Score,
  SPANS,
  wape,
} from './evaluate.ts'
import { hundredQueues } from './queues.ts'
import { bankCalls, taylor, vicElec } from './series.ts'

/**
 * `npm run bench:forecast -- FOLDER`: the forecast's figures on open data. FOLDER holds bank_calls.csv, taylor.csv and vic_elec.csv
 * of the R packages fpp3, forecast and tsibbledata; no series has settings of its own.
 */
const folder = process.argv[2] ?? process.env.PEGEL_OPEN_DATA ?? ''
if (!existsSync(folder)) {
  console.error(
    'usage: npm run bench:forecast -- FOLDER, with bank_calls.csv, taylor.csv and vic_elec.csv in it',
  )
  process.exit(2)
}
console.log(`Node ${process.version}, ${availableParallelism()} cores\n`)

const bank = caseOf(bankCalls(folder), (grid, open) => {
  const days = Array.from({ length: grid.days }, (_, d) => d).filter(open)
  // Every second weekday from 2003-08-20 on: the last one has two weeks after it.
  const first = days.indexOf(Date.UTC(2003, 7, 20) / 86_400_000 - grid.firstDay)
  return Array.from({ length: 20 }, (_, i) => days[first + 2 * i] as number)
})
const load = caseOf(taylor(folder), (grid) => Array.from({ length: 20 }, (_, i) => grid.days - 14 - 19 + i))
const melbourne = caseOf(vicElec(folder), (grid) =>
  Array.from({ length: 20 }, (_, i) => grid.days - 14 - 18 * (19 - i)),
)

const figures: Figure[] = []
for (const one of [bank, load, melbourne]) report(one, evaluate(one))
const holidays = holidayErrors(melbourne, melbourne.grid.days - 540)
console.log(
  `vic_elec on ${holidays.days} holidays of the last one and a half years: ${percent(holidays.flagged)} flagged, ${percent(holidays.unflagged)} not\n`,
)
figures.push({
  ...promised(
    'vic_elec: better on holidays when told of them',
    1 - holidays.flagged / holidays.unflagged,
    25,
    'least',
  ),
  runs: holidays.days,
})
figures.push(speed(), ...(await hundredQueues()))
for (const figure of figures) console.log(lineOf('forecast', figure))

function report({ series }: Case, { scores, covered, seconds, origins }: Evaluation): void {
  console.log(`${series.name}: ${origins} origins, ${seconds.toFixed(2)} s a forecast`)
  for (const [name, score] of scores) {
    const spans = SPANS.map((span, i) => `${span} ${percent(wape(score, i))}`)
    console.log(`  ${name.padEnd(16)} ${spans.join('  ')}  bias ${percent(bias(score))}`)
  }
  console.log(`  80 % intervals cover ${percent(covered.within80)}, 90 % ones ${percent(covered.within90)}\n`)
  const ours = scores.get('pegel') as Score
  const name = series.name
  if (name === 'bank_calls') {
    figures.push(promised(`${name}: WAPE day 1`, wape(ours, 0), 4.65, 'most'))
    figures.push(promised(`${name}: WAPE week 1`, wape(ours, 1), 6, 'most'))
    figures.push(promised(`${name}: WAPE week 2`, wape(ours, 2), 6.85, 'most'))
  } else {
    for (const anchor of ['seasonal naive', 'MSTL + ETS']) {
      const ahead = 1 - wape(ours, 3) / wape(scores.get(anchor) as Score, 3)
      figures.push(promised(`${name}: ahead of ${anchor}, two weeks`, ahead, 15, 'least'))
    }
  }
  figures.push(
    promised(`${name}: 80 % intervals off by (points)`, Math.abs(covered.within80 - 0.8), 3, 'most'),
  )
  figures.push(
    promised(`${name}: 90 % intervals off by (points)`, Math.abs(covered.within90 - 0.9), 3, 'most'),
  )
  figures.push(promised(`${name}: bias`, Math.abs(bias(ours)), 3, 'most'))
}

function promised(what: string, share: number, value: number, at: 'least' | 'most'): Figure {
  return { what, value: 100 * share, unit: '%', runs: 20, wanted: { at, value } }
}

/** A year of quarters of an hour of a queue with day, week and noise, two weeks ahead; the first run counts as any. */
function speed(): Figure {
  const n = 365 * 96
  const start = Date.UTC(2025, 0, 6)
  const times = Float64Array.from({ length: n }, (_, i) => start + i * 900_000)
  const values = times.map((ms, i) => {
    const hour = (ms / 3_600_000) % 24
    const weekday = Math.floor(i / 96) % 7 < 5 ? 1 : 0.4
    return Math.round(20 * weekday * Math.exp(-(((hour - 13) / 4) ** 2)) * (1 + 0.3 * Math.sin(i * 12.9898)))
  })
  const seconds = Array.from({ length: 5 }, () => {
    const started = performance.now()
    forecast({ times, values, stepMinutes: 15, zone: 'Europe/Berlin', horizon: 14 * 96 })
    return (performance.now() - started) / 1000
  })
  return {
    what: 'a year of 15 minutes, two weeks ahead',
    value: median(seconds),
    unit: 's',
    runs: 5,
    wanted: { at: 'most', value: 0.5 },
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

import '../../server/cli/environment.cjs'
import { availableParallelism, totalmem } from 'node:os'
import { alertsBench } from './alerts.ts'
import { businessTimeBench } from './business-time.ts'
import { clockBench } from './clocks.ts'
import type { Bench } from './figure.ts'
import { lineOf } from './figure.ts'
import { filterClickBench } from './filter-click.ts'
import { firstPageBench } from './first-page.ts'
import { importBench } from './import.ts'
import { incrementalBench } from './incremental.ts'
import { liveViewersBench } from './live-viewers.ts'
import { queryBench } from './queries.ts'
import { rebuildBench } from './rebuild.ts'
import { reportBench } from './report.ts'
import { rosterBench } from './roster.ts'
import { slaRiskBench } from './sla-risk.ts'
import { webhookBench } from './webhooks.ts'
import { whatIfBench } from './what-if.ts'

/** `npm run bench` for all of them, `npm run bench -- import queries` for some; `--scale 0.1` on a tenth of the data. */
const benches: readonly Bench[] = [
  importBench,
  webhookBench,
  queryBench,
  incrementalBench,
  rebuildBench,
  businessTimeBench,
  clockBench,
  whatIfBench,
  firstPageBench,
  filterClickBench,
  liveViewersBench,
  rosterBench,
  alertsBench,
  slaRiskBench,
  reportBench,
]
const names = process.argv
  .slice(2)
  .filter((arg, i, all) => !arg.startsWith('--') && !all[i - 1]?.startsWith('--'))
const unknown = names.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const memory = Math.round(totalmem() / 2 ** 30)
console.log(`Node ${process.version}, ${availableParallelism()} cores, ${memory} GB`)
for (const bench of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
  console.log(`\n${bench.name}: ${bench.about}   (npm run bench -- ${bench.name})`)
  for (const figure of await bench.run()) console.log(lineOf(bench.name, figure))
}
process.exit()

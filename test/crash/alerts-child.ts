import { alertContext } from '../../pipelines/alerts/context.ts'
import { Alerts } from '../../pipelines/alerts/run.ts'
import { openPegel } from '../../pipelines/pegel.ts'

/** Looks and sends at one instant after the other, saying which it has done, until it is killed or done. */
const [dataDir = '', first = '', last = '', step = ''] = process.argv.slice(2)
let clock = Number(first)
const pegel = await openPegel({ dataDir, now: () => new Date(Math.max(clock, Number(last))) })
const alerts = await Alerts.open(pegel)
for (; clock <= Number(last); clock += Number(step)) {
  await alerts.evaluator.look(alertContext(pegel, clock), clock)
  process.stdout.write(`${clock}\n`)
  await alerts.send()
}
await pegel.close()
process.exit(0)

import { openPegel } from '../../pipelines/pegel.ts'
import { type Bench, median } from './figure.ts'
import { DEMO, now, sampleFolder } from './sample.ts'

const RUNS = 9
const DAYS = 90

const targets = {
  first_response: { minutes: { urgent: 5, high: 10, normal: 30, low: 60 } },
  next_response: { minutes: { urgent: 10, high: 20, normal: 60, low: 120 } },
  resolution: { minutes: { urgent: 120, high: 240, normal: 480, low: 960 }, calendar: 'always' },
}
const CHANGES = [
  { kind: 'policy', id: 'default', body: { name: 'Default', position: 1000, targets } },
  { kind: 'calendar', id: 'default', body: { zone: 'Europe/Berlin', week: { mon: [['07:00', '21:00']] } } },
] as const

/** Other targets and another calendar on the sample's last months, answered from the record. */
export const whatIfBench: Bench = {
  name: 'what-if',
  about: `outcomes of the clocks of ${DAYS} days under other targets and hours, on ${DEMO} messages`,
  async run() {
    const pegel = await openPegel({ dataDir: await sampleFolder(DEMO), now })
    const to = now().toISOString()
    const from = new Date(now().getTime() - DAYS * 86_400_000).toISOString()
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const began = performance.now()
      await pegel.whatIf({ from, to, changes: CHANGES })
      times.push((performance.now() - began) / 1000)
    }
    await pegel.close()
    const wanted = { at: 'most', value: 1 } as const
    return [{ what: 'a what-if over 90 days', value: median(times), unit: 's', runs: RUNS, wanted }]
  },
}

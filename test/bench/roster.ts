import { runRoster } from '../../pipelines/roster/run.ts'
import { sampleTeam } from '../../pipelines/roster/sample-team.ts'
import type { Bench, Figure } from './figure.ts'

const CASES = [
  { people: 40, seconds: 20 },
  { people: 100, seconds: 90 },
]

/** A week of half-hours under the default rules; the gap is against the proven bound. */
export const rosterBench: Bench = {
  name: 'roster',
  about: 'a week of half-hours, two skills, default rules, in a worker thread',
  async run() {
    const figures: Figure[] = []
    for (const { people, seconds } of CASES) {
      const {
        gap,
        seconds: took,
        check,
      } = await runRoster(sampleTeam(people), { seconds, gap: 0.01, explain: false })
      if (!check.legal) throw new Error('an illegal roster')
      const of = `${people} people`
      figures.push(
        { what: `${of}, gap`, value: gap * 100, unit: '%', runs: 1, wanted: { at: 'most', value: 1 } },
        { what: `${of}, time`, value: took, unit: 's', runs: 1, wanted: { at: 'most', value: seconds } },
      )
    }
    return figures
  },
}

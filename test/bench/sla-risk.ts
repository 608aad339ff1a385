import { type Curve, fitCurve, type Kind } from '../../pipelines/alerts/risk/curve.ts'
import { openPegel } from '../../pipelines/pegel.ts'
import type { Bench, Figure } from './figure.ts'
import { DEMO, now, sampleFolder } from './sample.ts'

/** From this probability on a clock is taken to be at risk. */
const AT_RISK = 0.65
/** Shares of its time at which a clock is asked about, as long as it runs. */
const MOMENTS = Array.from({ length: 10 }, (_, i) => 0.05 + i / 10)
/** A warning counts while a quarter of the time is left. */
const LATEST = 0.75

/** Learns from the first three quarters of the clocks and is asked about the last one. */
export const slaRiskBench: Bench = {
  name: 'sla-risk',
  about: 'probability of a breach on the held-back last quarter of the demo’s clocks',
  async run() {
    const pegel = await openPegel({ dataDir: await sampleFolder(DEMO), now })
    const clocks = await pegel.engine.rows<Clock>(
      `select target, team, priority, channel, epoch_ms(started_at) as started_ms, state <> 'met' as breached,
         case when state = 'met' then elapsed_s / target_s end as gone
       from sla_clock where state in ('met', 'breached', 'overdue') order by started_at, ticket_key, target, cycle`,
    )
    await pegel.close()
    const cut = Math.floor(clocks.length * 0.75)
    const curve = fitCurve(
      clocks.slice(0, cut).map(({ gone, ...kind }) => ({
        ...kind,
        bin: gone === null ? null : Math.floor(gone * 50),
        n: 1,
      })),
    )
    const held = clocks.slice(cut)
    return [...warnings(held, curve), ...probabilities(held, curve)]
  },
}

type Clock = Kind & { started_ms: number; breached: boolean; gone: number | null } & Record<string, never>

const runsAt = ({ gone }: Clock, share: number) => gone === null || gone > share

function warnings(clocks: readonly Clock[], curve: Curve): Figure[] {
  let [caught, false_, missed] = [0, 0, 0]
  for (const clock of clocks) {
    const breach = curve.of(clock)
    const shares = Array.from({ length: 76 }, (_, i) => (i * LATEST) / 75)
    const warned = shares.some((share) => runsAt(clock, share) && breach(share) >= AT_RISK)
    if (clock.breached && warned) caught += 1
    else if (clock.breached) missed += 1
    else if (warned) false_ += 1
  }
  return [
    figure(
      'breaches caught with a quarter of the time left',
      (100 * caught) / (caught + missed),
      '%',
      'least',
      90,
    ),
    figure('of those warned about, breached', (100 * caught) / (caught + false_), '%', 'least', 60),
  ]
}

function probabilities(clocks: readonly Clock[], curve: Curve): Figure[] {
  let [ours, theirs, asked] = [0, 0, 0]
  const bins = Array.from({ length: 10 }, () => ({ said: 0, was: 0 }))
  for (const clock of clocks) {
    const breach = curve.of(clock)
    const was = clock.breached ? 1 : 0
    for (const share of MOMENTS.filter((one) => runsAt(clock, one))) {
      const said = breach(share)
      ours += (said - was) ** 2
      theirs += ((share >= LATEST ? 1 : 0) - was) ** 2
      asked += 1
      const bin = bins[Math.min(9, Math.floor(said * 10))]
      if (bin) Object.assign(bin, { said: bin.said + said, was: bin.was + was })
    }
  }
  const off = bins.reduce((sum, bin) => sum + Math.abs(bin.said - bin.was), 0) / asked
  return [
    figure('Brier score', ours / asked, '', 'most', theirs / asked),
    figure('Brier score of "75 % of the time is gone"', theirs / asked, ''),
    figure('calibration error', off, '', 'most', 0.05),
  ]
}

function figure(what: string, value: number, unit: string, at?: 'least' | 'most', limit = 0): Figure {
  return { what, value, unit, runs: 1, ...(at ? { wanted: { at, value: limit } } : {}) }
}

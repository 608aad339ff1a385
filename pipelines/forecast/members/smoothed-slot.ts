import { type Member, weekdayAt } from '../history.ts'
import { WeeklyProfile } from './weekly-profile.ts'

const GAINS = [0.05, 0.1, 0.2, 0.35, 0.6]

/** Exponentially weighted same slot of the week; the gain is the one that has erred least so far. */
export const smoothedSlot: Member = {
  name: 'smoothed slot',
  run(history, origins) {
    const asked = new Map(origins.map(({ day, horizon }) => [day, horizon]))
    const m = history.slots
    const tracks = GAINS.map((gain) => ({ profile: new WeeklyProfile(m, gain), error: 0 }))
    const results: Float64Array[] = []
    for (let d = 0; d <= (origins.at(-1)?.day ?? -1); d++) {
      const horizon = asked.get(d)
      if (horizon !== undefined) {
        const best = tracks.reduce((a, b) => (b.error < a.error ? b : a))
        const out = new Float64Array(horizon * m)
        for (let h = 0; h < horizon; h++) out.set(best.profile.of(weekdayAt(history, d + h)), h * m)
        results.push(out)
      }
      if (d >= history.days || !history.opens[d]) continue
      for (const track of tracks) {
        if (d > 13 && history.weight[d] === 1) {
          const profile = track.profile.of(weekdayAt(history, d))
          for (let s = 0; s < m; s++)
            track.error += ((history.x[d * m + s] as number) - (profile[s] as number)) ** 2
        }
        track.error *= 0.985
        track.profile.learn(history, d)
      }
    }
    return results
  },
}

import { type Member, weekdayAt } from '../history.ts'
import { WeeklyProfile } from './weekly-profile.ts'

const PROFILE_GAIN = 0.1
const LEVEL_GAINS = [0.05, 0.15, 0.3, 0.5]

/** A slow weekly profile times a level that follows the last days; the level's gain is the one that has erred least. */
export const levelProfile: Member = {
  name: 'level × profile',
  run(history, origins) {
    const asked = new Map(origins.map(({ day, horizon }) => [day, horizon]))
    const m = history.slots
    const profile = new WeeklyProfile(m, PROFILE_GAIN)
    const tracks = LEVEL_GAINS.map((gain) => ({ gain, level: 1, error: 0 }))
    const results: Float64Array[] = []
    for (let d = 0; d <= (origins.at(-1)?.day ?? -1); d++) {
      const horizon = asked.get(d)
      if (horizon !== undefined) {
        const { level } = tracks.reduce((a, b) => (b.error < a.error ? b : a))
        const out = new Float64Array(horizon * m)
        for (let h = 0; h < horizon; h++) {
          const usual = profile.of(weekdayAt(history, d + h))
          for (let s = 0; s < m; s++) out[h * m + s] = level * (usual[s] as number)
        }
        results.push(out)
      }
      if (d >= history.days || !history.opens[d]) continue
      const usual = profile.of(weekdayAt(history, d))
      let cross = 0
      let square = 0
      for (let s = 0; s < m; s++) {
        cross += (history.x[d * m + s] as number) * (usual[s] as number)
        square += (usual[s] as number) ** 2
      }
      if (square > 0 && d > 6) {
        const ratio = cross / square
        for (const track of tracks) {
          track.error = track.error * 0.985 + (d > 13 ? (ratio - track.level) ** 2 : 0)
          track.level += track.gain * (history.weight[d] as number) * (ratio - track.level)
        }
      }
      profile.learn(history, d)
    }
    return results
  },
}

const DAY = 86_400_000
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'))
let day = Number.NaN
let date = ''

/** ISO 8601 in UTC with milliseconds; as `Date.toISOString`, several times as fast for instants of one day. */
export function iso(ms: number): string {
  const today = Math.floor(ms / DAY)
  if (today !== day) {
    day = today
    date = new Date(today * DAY).toISOString().slice(0, 11)
  }
  const rest = Math.floor(ms - today * DAY)
  const seconds = Math.floor(rest / 1000)
  const minutes = Math.floor(seconds / 60)
  return `${date}${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}.${THREE[rest % 1000]}Z`
}

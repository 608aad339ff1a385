/** When a delivery that failed is tried again. */

/** Seconds after each failed attempt; about three days in all (after Svix and the sample schedule of Standard Webhooks). */
export const BACKOFF_S = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
const JITTER = 0.2
const MOST_PATIENCE_S = 86_400
/** After so long without a success an endpoint is given up. */
export const GIVE_UP_MS = 5 * 24 * 3_600_000

/**
 * Milliseconds until the next attempt after `attempts` failed ones, or null where there is none. Never before the receiver
 * wants; `random` from 0 to 1 spreads by a fifth to both sides.
 */
export function retryIn(attempts: number, retryAfterS: number | null, random: number): number | null {
  const base = BACKOFF_S[attempts - 1]
  if (base === undefined) return null
  const spread = base * (1 + JITTER * (2 * random - 1))
  return 1000 * Math.max(spread, Math.min(retryAfterS ?? 0, MOST_PATIENCE_S))
}

/** Whether a rule can see at all. Blindness is told once it has lasted, and told to be over. Pure. */
import type { Notice } from './dispatch.ts'

export interface Health {
  kind: 'ok' | 'no_data' | 'error'
  sinceMs: number
  reason: string | null
  told: boolean
}

export const BLIND_FOR_MS = 10 * 60_000
export const healthy = (atMs: number): Health => ({ kind: 'ok', sinceMs: atMs, reason: null, told: false })

export function watch(
  health: Health,
  trouble: { kind: 'no_data' | 'error'; reason: string } | null,
  rule: string,
  muted: boolean,
  atMs: number,
): { health: Health; notice: Notice | null } {
  const kind = trouble?.kind ?? 'ok'
  const reason = trouble?.reason ?? null
  const next: Health =
    kind === health.kind ? { ...health, reason } : { kind, sinceMs: atMs, reason, told: health.told }
  const lasts = kind !== 'ok' && atMs - next.sinceMs >= BLIND_FOR_MS
  if (muted || (kind === 'ok' ? !next.told : next.told || !lasts)) return { health: next, notice: null }
  const about = { rule, labels: {}, atMs, alerts: [], reason: reason ?? health.reason }
  return {
    health: { ...next, told: kind !== 'ok' },
    notice: { ...about, kind: kind === 'ok' ? 'recovered' : kind },
  }
}

/** What a lane draws of a clock: its stretches, cut where it was breached; one piece where they are not known yet. */
import type { ClockStretch } from '../../../../pipelines/sla/explain-clock.ts'
import type { Clock } from './model.ts'

export interface Piece {
  kind: ClockStretch['kind']
  from: number
  to: number
  /** Past the promise. */
  late: boolean
}

export function piecesOf(clock: Clock, stretches: readonly ClockStretch[] | null): Piece[] {
  const all =
    stretches?.map(({ kind, from, to }) => ({ kind, from: Date.parse(from), to: Date.parse(to) })) ??
    ([{ kind: 'counted', from: clock.from, to: clock.to }] as const)
  const cut = clock.breachedAt
  return all.flatMap((piece): Piece[] => {
    if (cut === null || piece.to <= cut) return [{ ...piece, late: false }]
    if (piece.from >= cut) return [{ ...piece, late: true }]
    return [
      { ...piece, to: cut, late: false },
      { ...piece, from: cut, late: true },
    ]
  })
}

import { useTranslation } from 'react-i18next'
import type { ClockStretch } from '../../../../pipelines/sla/explain-clock.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { type Piece, piecesOf } from './clock-pieces.ts'
import { LANE } from './layout.ts'
import type { Clock } from './model.ts'
import classes from './timeline.module.css'

interface ClockLaneProps {
  clock: Clock
  /** Null while they are not known. */
  stretches: readonly ClockStretch[] | null
  chosen: boolean
  x: (at: number) => number
  y: number
  width: number
  onChoose: () => void
}

const WORD_FROM_PX = 64

/** One promise: the stretches that counted, paused or were closed, a flag where it fell due, a cross where it was broken. */
export function ClockLane({ clock, stretches, chosen, x, y, width, onChoose }: ClockLaneProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const late = clock.breachedAt
  const middle = y + LANE / 2
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the lane's name, which is a button
    <g className={classes.lane} onClick={onChoose}>
      <rect
        className={classes.laneBack}
        data-chosen={chosen || undefined}
        x={0}
        width={width}
        y={y + 1}
        height={LANE - 2}
      />
      {piecesOf(clock, stretches).map((piece) => (
        <PieceMark key={`${piece.kind} ${piece.from}`} piece={piece} x={x} middle={middle} />
      ))}
      {clock.dueAt !== null && (
        <path className={classes.due} d={`M${x(clock.dueAt)} ${middle + 12}v-24h9l-3 4l3 4h-9`}>
          <title>{t('talk.dueAt', { time: format.instant(clock.dueAt, 'dateTime') })}</title>
        </path>
      )}
      {late !== null && (
        <path className={classes.breach} d={`M${x(late) - 5} ${middle - 5}l10 10m0 -10l-10 10`}>
          <title>{t('talk.breachedAt', { time: format.instant(late, 'dateTime') })}</title>
        </path>
      )}
      {!clock.open && <circle className={classes.stop} cx={x(clock.to)} cy={middle} r={4} />}
    </g>
  )
}

interface PieceMarkProps {
  piece: Piece
  x: (at: number) => number
  middle: number
}

function PieceMark({ piece: { kind, from, to, late }, x, middle }: PieceMarkProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = t(`talk.explain.kind.${kind}`)
  const width = Math.max(x(to) - x(from), 1.5)
  const title = `${word}: ${format.instant(from, 'weekdayTime')} – ${format.instant(to, 'weekdayTime')}`
  return (
    <g>
      {kind === 'closed' ? (
        <line className={classes.closedPiece} x1={x(from)} x2={x(to)} y1={middle} y2={middle}>
          <title>{title}</title>
        </line>
      ) : (
        <rect
          className={kind === 'paused' ? classes.pausedPiece : late ? classes.overrun : classes.clock}
          x={x(from)}
          width={width}
          y={middle - 4}
          height={8}
        >
          <title>{title}</title>
        </rect>
      )}
      {kind !== 'counted' && width > WORD_FROM_PX && (
        <text className={classes.pieceWord} x={x(from) + width / 2} y={middle - 7}>
          {word}
        </text>
      )}
    </g>
  )
}

import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import { LANE } from './layout.ts'
import type { Clock } from './model.ts'
import classes from './timeline.module.css'

interface ClockLaneProps {
  clock: Clock
  x: (at: number) => number
  y: number
}

/** One promise: from its start to its stop, a flag where it fell due, a cross where it was broken. */
export function ClockLane({ clock, x, y }: ClockLaneProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const late = clock.breachedAt
  const end = late === null ? clock.to : Math.min(late, clock.to)
  const middle = y + LANE / 2
  return (
    <g>
      <rect
        className={classes.clock}
        x={x(clock.from)}
        width={Math.max(x(end) - x(clock.from), 1.5)}
        y={middle - 4}
        height={8}
      />
      {late !== null && clock.to > late && (
        <rect
          className={classes.overrun}
          x={x(late)}
          width={Math.max(x(clock.to) - x(late), 1.5)}
          y={middle - 4}
          height={8}
        />
      )}
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

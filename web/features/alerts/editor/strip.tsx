import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import type { Past } from '../api.ts'

const WIDTH = 1000
const HEIGHT = 56
/** A firing is at least so wide, so that none is lost. */
const LEAST = 2

/** 90 days as one line: the figure of the group that fired most, and a bar for every firing. The table says the same. */
export function Strip({ past }: { past: Past }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [from, to] = [Date.parse(past.from), Date.parse(past.to)]
  const x = (at: string | null) => (WIDTH * ((at === null ? to : Date.parse(at)) - from)) / (to - from)
  const points = past.curves[0]?.points ?? []
  const most = points.reduce((high, { value }) => Math.max(high, value), 0) || 1
  const line = points.map(
    ({ at, value }) => `${x(at).toFixed(1)},${(HEIGHT - 4 - (value / most) * (HEIGHT - 12)).toFixed(1)}`,
  )
  return (
    <>
      <svg
        className={classes.strip}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('alerts.past.picture', { count: past.firings.length + past.dropped })}
      >
        {past.firings.map(({ from: start, to: end, labels }) => (
          <rect
            key={`${start} ${JSON.stringify(labels)}`}
            className={classes.fired}
            data-fired={start}
            x={x(start)}
            y={0}
            width={Math.max(LEAST, x(end) - x(start))}
            height={HEIGHT}
            opacity={0.6}
          />
        ))}
        <polyline className={classes.curve} points={line.join(' ')} />
        <line className={classes.axis} x1={0} x2={WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
      </svg>
      <div className={classes.ends} aria-hidden>
        <span>{format.instant(from, 'date')}</span>
        <span>{format.instant(to, 'date')}</span>
      </div>
    </>
  )
}

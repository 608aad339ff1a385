import { useTranslation } from 'react-i18next'
import type { Spread } from '../../../../pipelines/metrics/types.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './distribution.module.css'

const SHOWN = ['mean', 'min', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99', 'max'] as const

/** Mean, extremes and percentiles of all rows, exact whatever the steps are. */
export function SpreadLine({ spread }: { spread: Spread }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <dl className={classes.spread}>
      {SHOWN.map((name) => (
        <div key={name}>
          <dt>{t(`desk.distribution.figures.${name}`)}</dt>
          <dd>{format.duration(spread[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

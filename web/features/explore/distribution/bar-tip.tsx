import { useTranslation } from 'react-i18next'
import type { HistogramBar } from '../../../components/chart/histogram/data.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './distribution.module.css'
import { useBarName } from './use-bar-name.ts'

export function BarTip({ bar }: { bar: HistogramBar }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useBarName()
  return (
    <>
      <strong>{name(bar)}</strong>
      <dl className={classes.tip}>
        <dt>{t('explore.n')}</dt>
        <dd>{format.number(bar.n)}</dd>
        <dt>{t('desk.distribution.share')}</dt>
        <dd>{format.percent(bar.share)}</dd>
        <dt>{t('desk.distribution.upTo')}</dt>
        <dd>{format.percent(bar.upTo)}</dd>
        {bar.before !== null && (
          <>
            <dt>{t('desk.distribution.before')}</dt>
            <dd>{format.number(bar.before)}</dd>
          </>
        )}
      </dl>
    </>
  )
}

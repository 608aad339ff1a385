import { useTranslation } from 'react-i18next'
import type { HistogramBar } from '../../../components/chart/histogram/data.ts'
import { TipList } from '../../../components/chart/overlay/tip-list.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useBarName } from './use-bar-name.ts'

export function BarTip({ bar }: { bar: HistogramBar }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useBarName()
  return (
    <>
      <strong>{name(bar)}</strong>
      <TipList
        rows={[
          [t('explore.n'), format.number(bar.n)],
          [t('desk.distribution.share'), format.percent(bar.share)],
          [t('desk.distribution.upTo'), format.percent(bar.upTo)],
          [t('desk.distribution.before'), bar.before === null ? null : format.number(bar.before)],
        ]}
      />
    </>
  )
}

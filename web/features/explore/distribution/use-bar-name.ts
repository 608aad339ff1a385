import { useTranslation } from 'react-i18next'
import type { HistogramBar } from '../../../components/chart/histogram/data.ts'
import { useFormat } from '../../../lib/format/use-format.ts'

/** `15 min to under 20 min`. */
export function useBarName(): (bar: Pick<HistogramBar, 'from' | 'to'>) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ from, to }) => {
    const start = format.duration(from)
    if (to === null) return t('desk.distribution.from', { from: start })
    const end = format.duration(to)
    return from === 0
      ? t('desk.distribution.under', { to: end })
      : t('desk.distribution.between', { from: start, to: end })
  }
}

import { useTranslation } from 'react-i18next'
import { formatSigned } from '../../../lib/format/number.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { HeldAdjustment } from './api.ts'

type Said = Pick<HeldAdjustment, 'percent' | 'add' | 'total' | 'from'>

/** What an adjustment does, in words: `+10 %`, `+20 contacts a day`, `to 300 contacts a day`; without the day where it is for some hours. */
export function useAdjustmentWords(): (said: Said) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ percent, add, total, from }) => {
    const days = from.includes('T') ? '' : 'Days'
    if (percent !== undefined)
      return t('forecast.adjust.says.percent', { value: formatSigned(percent, format.language) })
    if (add !== undefined)
      return t(`forecast.adjust.says.add${days}`, {
        count: Math.abs(add),
        value: formatSigned(add, format.language),
      })
    return t(`forecast.adjust.says.total${days}`, { count: total ?? 0, value: format.number(total ?? 0) })
  }
}

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../../lib/clock.ts'
import { changeOf } from '../../../lib/format/change.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { expectedBy } from '../arrivals/expected.ts'
import { todayQuery } from '../arrivals/get-today.ts'
import '../arrivals/texts.ts'

/** How the day's volume stands against what was forecast until now; `otherwise` where nothing was. */
export function AgainstForecast({ value, otherwise }: { value: number; otherwise: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { filters, zone } = useView()
  const now = useNow()
  const { data: forecast, isLoading } = useQuery(todayQuery(zone, filters))
  if (isLoading) return null
  if (!forecast) return otherwise
  const by = expectedBy(forecast, now)
  const expected = format.number(by < 10 ? Math.round(by * 10) / 10 : Math.round(by))
  const change = changeOf(value, by, 'none')
  return (
    <small title={t('arrivals.againstHint', { expected })}>
      {change === null || change.way === 'same'
        ? t('arrivals.asForecast', { expected })
        : t('arrivals.against', { change: format.change(change, 'count'), expected })}
    </small>
  )
}

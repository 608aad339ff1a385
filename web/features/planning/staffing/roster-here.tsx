import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import type { RosterForQueue } from './use-roster-for.ts'

/** How the open roster stands against the need of the week that is shown, and the way to it. */
export function RosterHere({ rostered: { draft, given, plan } }: { rostered: RosterForQueue }) {
  const { t } = useTranslation()
  const format = useFormat()
  const set = useSetSearch()
  if (!draft) return null
  const name = draft.saved?.id ?? t('staffing.rostered.unsaved')
  const base = plan?.scenarios[0]?.total
  const { from } = draft.problem
  if (given === null) {
    return (
      <>
        <span>{t('staffing.rostered.elsewhere', { name, from: format.date(from) })}</span>
        <BarButton plain onClick={() => set({ day: from })}>
          {t('staffing.rostered.goThere')}
        </BarButton>
      </>
    )
  }
  return (
    <>
      <span role="status">
        {base
          ? t('staffing.rostered.against', {
              name,
              planned: format.number(base.plannedHours),
              needed: format.number(base.hours),
              short: format.number(base.shortHours),
              over: format.number(base.overHours),
            })
          : t('staffing.rostered.asking')}
      </span>
      <BarButton plain onClick={() => set({ part: 'roster' })}>
        {t('staffing.rostered.open')}
      </BarButton>
    </>
  )
}

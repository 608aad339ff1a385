import { SegmentedControl, Skeleton } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetSearch } from '../../lib/search/use-view.ts'
import classes from './planning.module.css'
import { RosterTab } from './roster/roster-tab.tsx'
import { useDraft } from './roster/use-draft.ts'
import { useSolve } from './roster/use-solve.ts'
import { StaffingTab } from './staffing/staffing-tab.tsx'

const ForecastTab = lazy(() =>
  import('./forecast/forecast-tab.tsx').then((module) => ({ default: module.ForecastTab })),
)

/** What a manager decides about next week. The roster that is open stays open beside the need. */
export function PlanningPage() {
  const { t } = useTranslation()
  const { part } = useSearch({ strict: false })
  const set = useSetSearch()
  const drafting = useDraft()
  const solving = useSolve(drafting.take)
  return (
    <div className={classes.page}>
      <SegmentedControl
        aria-label={t('staffing.parts')}
        value={part ?? 'staff'}
        onChange={(chosen) => set({ part: PARTS.find((one) => one === chosen) })}
        data={[
          { value: 'forecast', label: t('staffing.forecast') },
          { value: 'staff', label: t('staffing.staff') },
          { value: 'roster', label: t('staffing.roster') },
        ]}
      />
      {part === 'roster' ? (
        <RosterTab drafting={drafting} solving={solving} />
      ) : part === 'forecast' ? (
        <Suspense fallback={<Skeleton height={480} radius={0} />}>
          <ForecastTab />
        </Suspense>
      ) : (
        <StaffingTab draft={drafting.draft} />
      )}
    </div>
  )
}

/** Beside the people that are needed, which is what opens first. */
const PARTS = ['forecast', 'roster'] as const

import { SegmentedControl } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSetSearch } from '../../lib/search/use-view.ts'
import classes from './planning.module.css'
import { RosterTab } from './roster/roster-tab.tsx'
import { useDraft } from './roster/use-draft.ts'
import { StaffingTab } from './staffing/staffing-tab.tsx'

/** What a manager decides about next week. The roster that is open stays open beside the need. */
export function PlanningPage() {
  const { t } = useTranslation()
  const { part } = useSearch({ strict: false })
  const set = useSetSearch()
  const drafting = useDraft()
  return (
    <div className={classes.page}>
      <SegmentedControl
        aria-label={t('staffing.parts')}
        value={part ?? 'staff'}
        onChange={(chosen) => set({ part: chosen === 'roster' ? 'roster' : undefined })}
        data={[
          { value: 'staff', label: t('staffing.staff') },
          { value: 'roster', label: t('staffing.roster') },
        ]}
      />
      {part === 'roster' ? <RosterTab drafting={drafting} /> : <StaffingTab draft={drafting.draft} />}
    </div>
  )
}

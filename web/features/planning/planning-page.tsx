import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './planning.module.css'
import { RosterTab } from './roster/roster-tab.tsx'
import { StaffingTab } from './staffing/staffing-tab.tsx'

/** What a manager decides about next week. */
export function PlanningPage() {
  const { t } = useTranslation()
  const [part, setPart] = useState('staff')
  return (
    <div className={classes.page}>
      <SegmentedControl
        aria-label={t('staffing.parts')}
        value={part}
        onChange={setPart}
        data={[
          { value: 'staff', label: t('staffing.staff') },
          { value: 'roster', label: t('staffing.roster') },
        ]}
      />
      {part === 'roster' ? <RosterTab /> : <StaffingTab />}
    </div>
  )
}

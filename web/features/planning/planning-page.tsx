import { RosterTab } from './roster/roster-tab.tsx'

/** What a manager decides about next week. */
export function PlanningPage() {
  return <RosterTab />
}

/** How long a clock still has, and how that is said. */
import type { AtRiskRow } from '../../../../pipelines/pegel.ts'

export type Urgency = 'breached' | 'soon' | 'later'

const SOON_S = 30 * 60
const SAME_S = 5

export interface Remaining {
  /** Seconds: on the wall clock while it runs straight on to the due instant, else business seconds. */
  seconds: number
  /** The due instant lies behind closing hours, so the seconds stand still while they last. */
  business: boolean
  urgency: Urgency
}

/** `asOf` and `now` are epoch milliseconds: when the row was worked out, and now. */
export function remainingOf(
  row: Pick<AtRiskRow, 'dueAt' | 'remainingBusinessS' | 'state'>,
  asOf: number,
  now: number,
): Remaining {
  const due = Date.parse(row.dueAt)
  const straight = Math.abs((due - asOf) / 1000 - row.remainingBusinessS) <= SAME_S
  const seconds = straight ? (due - now) / 1000 : row.remainingBusinessS
  const breached = row.state === 'overdue' || due < now
  return {
    seconds,
    business: !straight,
    urgency: breached ? 'breached' : seconds <= SOON_S ? 'soon' : 'later',
  }
}

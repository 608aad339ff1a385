/** Required staff per interval, and what a given staff leads to: for contacts in line and for work with a window alike. */
import { deferredNeeds, deferredOutcomes } from './deferred.ts'
import type { Need, Outcome, StaffingCase } from './demand.ts'
import { liveNeeds, liveOutcomes } from './live.ts'

/**
 * Fewest people per interval that meet the settings. Throws `invalid` where no number does.
 * @example requirement({ demand, settings, backlog: null })[0].agents // 14
 */
export function requirement({ demand, settings, backlog }: StaffingCase): Need[] {
  return settings.window_s === null ? liveNeeds(demand, settings) : deferredNeeds(demand, settings, backlog)
}

/** What to expect with so many people present in each interval. */
export function outcomes({ demand, settings, backlog }: StaffingCase, present: readonly number[]): Outcome[] {
  return settings.window_s === null
    ? liveOutcomes(demand, settings, present)
    : deferredOutcomes(demand, settings, backlog, present)
}

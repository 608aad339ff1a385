import { type Setup, setupSchema } from '../roster/model/setup.ts'
import { type StoredRoster, storedRosterSchema } from '../roster/model/stored.ts'
import type { Kind } from './kind.ts'

/** People, patterns and rules that rosters are made from. */
export const rosterTeamKind: Kind<Setup> = {
  kind: 'roster_team',
  label: { en: 'Roster team', de: 'Dienstplan-Team' },
  schema: setupSchema,
  seeds: {},
  check: () => [],
  shapesFacts: false,
}

/** Rosters as they were saved, each with all that it was made from. */
export const rosterKind: Kind<StoredRoster> = {
  kind: 'roster',
  label: { en: 'Roster', de: 'Dienstplan' },
  schema: storedRosterSchema,
  seeds: {},
  check: () => [],
  shapesFacts: false,
}

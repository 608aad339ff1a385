import { z } from 'zod'
import { endpointKind } from '../alerts/rule/endpoint.ts'
import { alertKind } from '../alerts/rule/rule-kind.ts'
import { silenceKind } from '../alerts/rule/silence.ts'
import { notFound } from '../errors.ts'
import { recipientKind } from '../reports/recipient.ts'
import { reportSettingsKind } from '../reports/settings.ts'
import { adjustmentKind } from './adjustment-kind.ts'
import { annotationKind } from './annotation-kind.ts'
import { calendarKind } from './calendar-kind.ts'
import type { Kind } from './kind.ts'
import { policyKind } from './policy-kind.ts'
import { rosterKind, rosterTeamKind } from './roster-kinds.ts'
import { staffingKind } from './staffing-kind.ts'
import { viewKind } from './view-kind.ts'

/** Every sort of thing that the store holds. A new one is one more entry. */
export const KINDS: readonly Kind[] = [
  adjustmentKind,
  annotationKind,
  calendarKind,
  policyKind,
  rosterKind,
  rosterTeamKind,
  endpointKind,
  alertKind,
  silenceKind,
  reportSettingsKind,
  staffingKind,
  viewKind,
  recipientKind,
]

/** Throws `not_found` for a kind that there is not. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one.kind === name)
  if (!kind) {
    throw notFound(
      `there is no kind ${name} of configuration (known: ${KINDS.map((one) => one.kind).join(', ')})`,
    )
  }
  return kind
}

/** Whether facts follow from records of a kind; of one that is not known here any more, they may. */
export const shapesFacts = (kind: string): boolean =>
  KINDS.find((one) => one.kind === kind)?.shapesFacts ?? true

/** Of the body as a person writes it: fields with defaults may be left out. */
export function jsonSchemaOf(kind: Kind): Record<string, unknown> {
  return { ...z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }) }
}

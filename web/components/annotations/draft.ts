/** An annotation as its form holds it. */
import type { Annotation } from '../../../pipelines/config/annotation.ts'
import type { Mark } from '../../lib/api/annotations.ts'
import { fromLocalText, localText } from '../../lib/time/local-text.ts'

export const KINDS = [
  'campaign',
  'outage',
  'release',
  'holiday',
  'other',
] as const satisfies readonly Annotation['kind'][]
export const SCOPES = ['team', 'channel', 'brand'] as const

export interface AnnotationDraft {
  kind: Annotation['kind']
  text: string
  /** Days and not times. */
  wholeDays: boolean
  /** As a date field holds it; of whole days only the date counts. Empty: no end. */
  from: string
  to: string
  scope: Readonly<Record<(typeof SCOPES)[number], readonly string[]>>
  /** Empty: none expected. */
  effect: string
}

/** A new one for a stretch on the chart, half-open in epoch milliseconds. */
export function emptyDraft(
  stretch: { from: number; to: number },
  wholeDays: boolean,
  zone: string,
): AnnotationDraft {
  return {
    kind: 'campaign',
    text: '',
    wholeDays,
    from: localText(stretch.from, zone),
    to: localText(wholeDays ? stretch.to - 1 : stretch.to, zone),
    scope: { team: [], channel: [], brand: [] },
    effect: '',
  }
}

export function draftOf(mark: Mark, zone: string): AnnotationDraft {
  const { kind, text, from, to, scope, startsAt, expected_effect_pct: effect } = mark
  const wholeDays = !from.includes('T')
  const local = (at: string) => localText(Date.parse(at), zone)
  return {
    kind,
    text,
    wholeDays,
    from: wholeDays ? `${from}T00:00` : local(startsAt),
    to: wholeDays ? `${to ?? from}T00:00` : to === null ? '' : local(to),
    scope: { team: scope.team ?? [], channel: scope.channel ?? [], brand: scope.brand ?? [] },
    effect: effect === null ? '' : String(effect),
  }
}

/** As the server takes it; what cannot be read is left to it to refuse by name. */
export function bodyOf(draft: AnnotationDraft, zone: string): Annotation {
  const { kind, text, wholeDays, from, to, scope, effect } = draft
  const when = (field: string) => {
    if (wholeDays) return field.slice(0, 10)
    const at = fromLocalText(field, zone)
    return at === null ? field : new Date(at).toISOString()
  }
  const stated = SCOPES.filter((dimension) => scope[dimension].length > 0)
  return {
    kind,
    text,
    from: when(from),
    to: to === '' || (wholeDays && when(to) === when(from)) ? null : when(to),
    scope: Object.fromEntries(stated.map((dimension) => [dimension, [...scope[dimension]]])),
    expected_effect_pct: effect.trim() === '' ? null : Number(effect.replace(',', '.')),
  }
}

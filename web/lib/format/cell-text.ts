/** A value of a fact as people read it. */
import type { TFunction } from 'i18next'
import type { CatalogView } from '../api/use-catalog.ts'
import type { Format } from './use-format.ts'

export interface Means {
  format: Format
  catalog: Pick<CatalogView, 'dimension' | 'valueLabel'>
  t: TFunction<'page'>
}

/** Columns that end in `_s` are seconds, in `_at` instants; flags are yes and no; values of a dimension have its names. */
export function cellText(value: unknown, name: string, { format, catalog, t }: Means): string {
  if (value === null || value === undefined) return t('value.missing')
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (/_(at|since)$/.test(name)) return format.instant(String(value), 'dateTime')
  if (name.endsWith('_s')) return format.duration(Number(value))
  if (name === 'csat_score' || name === 'score') return format.percent(Number(value))
  if (typeof value === 'number') return format.number(value)
  const dimension = DIMENSION_OF[name] ?? name
  return catalog.dimension(dimension) ? catalog.valueLabel(dimension, String(value)) : String(value)
}

/** Columns named otherwise than the dimension whose values they hold. */
const DIMENSION_OF: Readonly<Record<string, string>> = { actor_type: 'responder_type', solved_by: 'resolver' }

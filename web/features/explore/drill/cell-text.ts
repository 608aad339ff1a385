/** A value of a fact as people read it. */
import type { TFunction } from 'i18next'
import type { CatalogView } from '../../../lib/api/use-catalog.ts'
import type { Format } from '../../../lib/format/use-format.ts'

interface Means {
  format: Format
  catalog: CatalogView
  t: TFunction<'page'>
}

/** Columns that end in `_s` are seconds, in `_at` instants; flags are yes and no; values of a dimension have its names. */
export function cellText(value: unknown, name: string, type: string, { format, catalog, t }: Means): string {
  if (value === null || value === undefined) return t('value.missing')
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (/TIMESTAMP/.test(type)) return format.instant(String(value), 'dateTime')
  if (name.endsWith('_s')) return format.duration(Number(value))
  if (name === 'csat_score' || name === 'score') return format.percent(Number(value))
  if (typeof value === 'number') return format.number(value)
  return catalog.dimension(name) ? catalog.valueLabel(name, String(value)) : String(value)
}

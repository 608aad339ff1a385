/** The name of a fact's column in the page's language. */
import type { TFunction } from 'i18next'
import type { CatalogView } from '../api/use-catalog.ts'
import { columns } from '../i18n/columns.ts'

interface Names {
  catalog: Pick<CatalogView, 'dimension' | 'dimensionLabel'>
  t: TFunction<'page'>
}

/** A column that is a dimension has the catalog's name; one that nobody named stands for itself. */
export function columnLabel(name: string, { catalog, t }: Names): string {
  if (isNamed(name)) return t(`columns.${name}`)
  return catalog.dimension(name) ? catalog.dimensionLabel(name) : name
}

const isNamed = (name: string): name is keyof typeof columns.en => Object.hasOwn(columns.en, name)

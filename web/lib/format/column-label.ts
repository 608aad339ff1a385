/** The name of a fact's column in the page's language. */
import i18next, { type TFunction } from 'i18next'
import type { CatalogView } from '../api/use-catalog.ts'
import { columns } from '../i18n/columns.ts'

// They come with the first table of rows; no page begins with one.
i18next.addResourceBundle('en', 'page', { columns: columns.en }, true)
i18next.addResourceBundle('de', 'page', { columns: columns.de }, true)

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

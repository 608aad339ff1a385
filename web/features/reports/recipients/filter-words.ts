import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'

/** Filters in a line: `Team: front-desk, orders · Channel: ≠ E-mail`. */
export function useFilterWords(): (filters: readonly Filter[]) => string {
  const { t } = useTranslation()
  const catalog = useCatalog()
  return (filters) =>
    filters.length === 0
      ? t('reports.recipients.everything')
      : filters
          .map(({ dimension, values, exclude }) => {
            const names = values.map((value) => catalog.valueLabel(dimension, value)).join(', ')
            return `${catalog.dimensionLabel(dimension)}: ${exclude ? '≠ ' : ''}${names}`
          })
          .join(' · ')
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import { OptionList } from '../../components/ui/option-list.tsx'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { FilterValues } from './filter-values.tsx'

/** First the dimension, then its values; with a filter given, its values at once. */
export function FilterEditor({ filter, onDone }: { filter?: Filter; onDone: () => void }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const [dimension, setDimension] = useState(filter?.dimension ?? null)
  if (dimension === null) {
    return (
      <OptionList
        label={t('filter.dimension')}
        chosen={null}
        options={catalog.dimensions.map(({ id }) => ({ id, label: catalog.dimensionLabel(id) }))}
        onChoose={setDimension}
      />
    )
  }
  const way = filter ? { filter } : { onBack: () => setDimension(null) }
  return <FilterValues dimension={dimension} onDone={onDone} {...way} />
}

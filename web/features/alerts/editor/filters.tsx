import { MultiSelect, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { dimensionValuesQuery } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { NO_VALUE } from '../../../lib/search/filters.ts'
import classes from '../alerts.module.css'
import type { Rule } from '../api.ts'

type Filters = Extract<Rule['when'], { kind: 'metric' }>['filters']

interface FiltersProps {
  filters: Filters
  /** Dimensions that the condition can be filtered by. */
  dimensions: readonly string[]
  error: string | undefined
  onFilters: (filters: Filters) => void
}

export function Filters({ filters, dimensions, error, onFilters }: FiltersProps) {
  const { t } = useTranslation()
  const free = dimensions.find((one) => !filters.some(({ dimension }) => dimension === one))
  return (
    <fieldset className={`${classes.group} ${classes.wide}`}>
      <legend>{t('alerts.form.filters')}</legend>
      {filters.map((filter, index) => (
        <FilterLine
          key={filter.dimension}
          filter={filter}
          dimensions={dimensions.filter(
            (one) => one === filter.dimension || !filters.some(({ dimension }) => dimension === one),
          )}
          onFilter={(next) => onFilters(filters.flatMap((one, at) => (at === index ? (next ?? []) : one)))}
        />
      ))}
      {error && <p className={classes.problem}>{error}</p>}
      {free !== undefined && (
        <BarButton
          plain
          bare
          type="button"
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => onFilters([...filters, { dimension: free, values: [], exclude: false }])}
        >
          {t('alerts.form.addFilter')}
        </BarButton>
      )}
    </fieldset>
  )
}

interface FilterLineProps {
  filter: Filters[number]
  dimensions: readonly string[]
  onFilter: (filter: Filters[number] | null) => void
}

function FilterLine({ filter, dimensions, onFilter }: FilterLineProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const { dimension, values } = filter
  const known = useQuery(dimensionValuesQuery(dimension)).data ?? []
  const name = catalog.dimensionLabel(dimension)
  const all = [...new Set([...known.map(({ value }) => value), ...values])]
  return (
    <div className={classes.filter}>
      <NativeSelect
        size="sm"
        aria-label={t('alerts.form.dimension')}
        value={dimension}
        onChange={(event) => onFilter({ ...filter, dimension: event.currentTarget.value, values: [] })}
        data={dimensions.map((one) => ({ value: one, label: catalog.dimensionLabel(one) }))}
      />
      <MultiSelect
        size="sm"
        searchable
        hidePickedOptions
        aria-label={t('alerts.form.valuesOf', { name })}
        placeholder={values.length === 0 ? t('filter.values') : ''}
        nothingFoundMessage={t('filter.noneFound')}
        value={values.map((value) => value ?? NO_VALUE)}
        onChange={(chosen) =>
          onFilter({ ...filter, values: chosen.map((value) => (value === NO_VALUE ? null : value)) })
        }
        data={all.map((value) => ({ value: value ?? NO_VALUE, label: catalog.valueLabel(dimension, value) }))}
      />
      <BarButton
        plain
        bare
        type="button"
        aria-label={t('alerts.form.removeFilter', { name })}
        icon={<IconX size={16} aria-hidden />}
        onClick={() => onFilter(null)}
      />
    </div>
  )
}

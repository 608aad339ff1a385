import { IconFilter, IconFilterOff, IconX } from '@tabler/icons-react'
import { lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import { BarButton } from '../../components/ui/bar-button.tsx'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { Loaded } from '../../components/ui/loaded.tsx'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useSetView, useView } from '../../lib/search/use-view.ts'
import classes from './filter-bar.module.css'

const FilterEditor = lazy(() =>
  import('./filter-editor.tsx').then((module) => ({ default: module.FilterEditor })),
)
const NAMED = 2
const WIDTH = 300

/** The filters in force as removable chips, and the way to a new one. */
export function FilterBar() {
  const { t } = useTranslation()
  const { filters } = useView()
  const set = useSetView()
  const [adding, setAdding] = useState(false)
  return (
    <section className={classes.bar} aria-label={t('filter.label')}>
      {filters.map((filter) => (
        <FilterChip key={`${filter.exclude} ${filter.dimension}`} filter={filter} />
      ))}
      <Dropdown
        open={adding}
        onOpen={setAdding}
        bare
        plain
        data-screen
        width={WIDTH}
        label={t('filter.add')}
        button={t('filter.add')}
        icon={<IconFilter size={16} stroke={1.6} aria-hidden />}
      >
        {() => (
          <Loaded>
            <FilterEditor onDone={() => setAdding(false)} />
          </Loaded>
        )}
      </Dropdown>
      {filters.length > 1 && (
        <BarButton
          plain
          bare
          icon={<IconFilterOff size={16} stroke={1.6} aria-hidden />}
          onClick={() => set.filters(() => [])}
        >
          {t('filter.clear')}
        </BarButton>
      )}
    </section>
  )
}

function FilterChip({ filter }: { filter: Filter }) {
  const { t } = useTranslation()
  const set = useSetView()
  const [editing, setEditing] = useState(false)
  const { name, verb, values } = useFilterText(filter)
  const text = `${name} ${verb} ${values}`
  const remove = () =>
    set.filters((before) =>
      before.filter(
        (other) => other.dimension !== filter.dimension || Boolean(other.exclude) !== Boolean(filter.exclude),
      ),
    )
  return (
    <span className={classes.chip} data-exclude={filter.exclude || undefined}>
      <Dropdown
        open={editing}
        onOpen={setEditing}
        bare
        plain
        width={WIDTH}
        label={t('filter.edit', { text })}
        button={
          <>
            <b>{name}</b> {verb} <span>{values}</span>
          </>
        }
      >
        {() => (
          <Loaded>
            <FilterEditor filter={filter} onDone={() => setEditing(false)} />
          </Loaded>
        )}
      </Dropdown>
      <button
        type="button"
        className={classes.remove}
        data-screen
        aria-label={t('filter.remove', { text })}
        onClick={remove}
      >
        <IconX size={14} aria-hidden />
      </button>
    </span>
  )
}

function useFilterText(filter: Filter) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const named = filter.values.slice(0, NAMED).map((value) => catalog.valueLabel(filter.dimension, value))
  const more = filter.values.length - named.length
  return {
    name: catalog.dimensionLabel(filter.dimension),
    verb: t(filter.exclude ? 'filter.isNot' : 'filter.is'),
    values: named.join(', ') + (more > 0 ? ` ${t('filter.more', { count: more })}` : ''),
  }
}

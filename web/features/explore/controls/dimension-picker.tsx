import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../../components/ui/dropdown/dropdown.tsx'
import { OptionList } from '../../../components/ui/option-list.tsx'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { commonDimensions, DIMENSIONS_AT_MOST } from '../question.ts'
import classes from './controls.module.css'

interface DimensionPickerProps {
  metrics: readonly CatalogMetric[]
  by: readonly string[]
}

/** What the figures are cut by, in order. */
export function DimensionPicker({ metrics, by }: DimensionPickerProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const set = useSetSearch()
  const [open, setOpen] = useState(false)
  const show = (next: readonly string[]) =>
    set({ by: next.length > 0 ? next.join(',') : undefined, drill: undefined })
  const free = commonDimensions(metrics).filter((id) => !by.includes(id))
  return (
    <div className={classes.group}>
      {by.map((id) => (
        <span key={id} className={classes.chip}>
          <span>{t('desk.by.chip', { dimension: catalog.dimensionLabel(id) })}</span>
          <button
            type="button"
            data-screen
            aria-label={t('desk.by.remove', { dimension: catalog.dimensionLabel(id) })}
            onClick={() => show(by.filter((other) => other !== id))}
          >
            <IconX size={14} aria-hidden />
          </button>
        </span>
      ))}
      {by.length < DIMENSIONS_AT_MOST && free.length > 0 && (
        <Dropdown
          open={open}
          onOpen={setOpen}
          bare
          plain
          data-screen
          label={t('desk.by.add')}
          button={t('desk.by.add')}
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
        >
          {() => (
            <OptionList
              label={t('desk.by.add')}
              chosen={null}
              options={free.map((id) => ({ id, label: catalog.dimensionLabel(id) }))}
              onChoose={(id) => {
                show([...by, id])
                setOpen(false)
              }}
            />
          )}
        </Dropdown>
      )}
    </div>
  )
}

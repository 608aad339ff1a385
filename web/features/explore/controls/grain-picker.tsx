import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grain } from '../../../../pipelines/metrics/types.ts'
import { Dropdown } from '../../../components/ui/dropdown/dropdown.tsx'
import { OptionList } from '../../../components/ui/option-list.tsx'
import { GRAINS } from '../../../lib/range/grain.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import type { Form } from '../question.ts'

interface GrainPickerProps {
  grain: Grain | null
  form: Form
  by: readonly string[]
}

/** How time is cut: by itself as suits the range, or as told. */
export function GrainPicker({ grain, form, by }: GrainPickerProps) {
  const { t } = useTranslation()
  const set = useSetSearch()
  const asked = useSearch({ strict: false, select: (search) => search.grain })
  const [open, setOpen] = useState(false)
  const chosen = asked === undefined || (form === 'line' && asked === 'none') ? 'auto' : asked
  const whole = form !== 'line' && by.length > 0
  const options = ['auto', ...(whole ? (['none'] as const) : []), ...GRAINS] as const
  return (
    <Dropdown
      open={open}
      onOpen={setOpen}
      label={t('explore.grain.label')}
      buttonLabel={`${t('explore.grain.label')}: ${t(`explore.grain.${grain ?? 'none'}`)}`}
      button={t(`explore.grain.${grain ?? 'none'}`)}
    >
      {() => (
        <OptionList
          label={t('explore.grain.label')}
          chosen={chosen}
          options={options.map((id) => ({ id, label: t(`explore.grain.${id}`) }))}
          onChoose={(id) => {
            set({ grain: id === 'auto' ? undefined : id, drill: undefined })
            setOpen(false)
          }}
        />
      )}
    </Dropdown>
  )
}

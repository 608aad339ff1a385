import { IconArrowsDiff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { OptionList } from '../../components/ui/option-list.tsx'
import { useSetView, useView } from '../../lib/search/use-view.ts'

/** What the figures are held against. */
export function ComparePicker() {
  const { t } = useTranslation()
  const { compare } = useView()
  const set = useSetView()
  const [open, setOpen] = useState(false)
  const chosen = compare ?? 'none'
  return (
    <Dropdown
      open={open}
      onOpen={setOpen}
      label={t('compare.label')}
      buttonLabel={`${t('compare.label')}: ${t(`compare.${chosen}`)}`}
      button={t(`compare.${chosen}`)}
      icon={<IconArrowsDiff size={16} stroke={1.6} aria-hidden />}
    >
      {() => (
        <OptionList
          label={t('compare.label')}
          chosen={chosen}
          options={[
            { id: 'previous', label: t('compare.previous'), hint: t('compare.previousHint') },
            { id: 'year', label: t('compare.year'), hint: t('compare.yearHint') },
            { id: 'none', label: t('compare.none') },
          ]}
          onChoose={(id) => {
            set.compare(() => (id === 'none' ? null : id))
            setOpen(false)
          }}
        />
      )}
    </Dropdown>
  )
}

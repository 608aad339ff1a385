import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OptionList } from '../../components/ui/option-list.tsx'
import { useFocusOnMount } from '../../components/ui/use-focus-on-mount.ts'
import classes from './editor.module.css'

const SHOWN = 60

interface ZoneListProps {
  home: string
  zone: string
  onPick: (zone: string) => void
}

export function ZoneList({ home, zone, onPick }: ZoneListProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const focus = useFocusOnMount<HTMLInputElement>()
  const wanted = text.trim().toLowerCase().replaceAll(' ', '_')
  const all = [...new Set([home, zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const found = all.filter((name) => name.toLowerCase().includes(wanted)).slice(0, SHOWN)
  return (
    <>
      <div className={classes.head}>
        <TextInput
          ref={focus}
          aria-label={t('zone.search')}
          placeholder={t('zone.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {found.length === 0 && <p className={classes.nothing}>{t('zone.noneFound')}</p>}
      <OptionList
        label={t('zone.label')}
        chosen={zone}
        options={found.map((id) => ({ id, label: id, ...(id === home ? { hint: t('zone.home') } : {}) }))}
        onChoose={onPick}
      />
    </>
  )
}

import '@mantine/spotlight/styles.layer.css'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShortcutHandlers } from '../../lib/shortcuts/use-shortcuts.ts'
import { usePaletteGroups } from './use-palette-groups.ts'

const [store, spotlight] = createSpotlight()

interface PaletteProps {
  actions: ShortcutHandlers
  onHelp: () => void
  onClose: () => void
}

/** Everything that has a name, by its name. */
export function Palette({ actions, onHelp, onClose }: PaletteProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const groups = usePaletteGroups({ ...actions, help: onHelp })
  useEffect(() => spotlight.open(), [])
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      actions={groups}
      nothingFound={t('palette.empty')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: t('palette.search'),
        'aria-label': t('palette.search'),
        onKeyDown: takeFirstOnEnter,
      }}
    />
  )
}

/** Results that came after the last key are not selected yet: Enter means the first of them. */
function takeFirstOnEnter(event: KeyboardEvent) {
  if (event.key !== 'Enter') return
  const { listId } = store.getState()
  const list = document.getElementById(listId)
  if (!list?.querySelector('[data-selected]')) list?.querySelector<HTMLElement>('[data-action]')?.click()
}

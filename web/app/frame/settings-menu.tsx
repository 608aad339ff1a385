import { IconAdjustments } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { OptionList } from '../../components/ui/option-list.tsx'
import { LANGUAGES } from '../../lib/format/locale.ts'
import { languageOf } from '../../lib/i18n/i18n.ts'
import { useLanguage, useSetSearch } from '../../lib/search/use-view.ts'
import { showShortcuts } from './global-shortcuts.tsx'
import classes from './settings-menu.module.css'

const THEMES = ['auto', 'light', 'dark'] as const

/** Language, theme, and the ways to pages that are no screens. */
export function SettingsMenu() {
  const { t } = useTranslation()
  const set = useSetSearch()
  const language = useLanguage()
  const theme = useSearch({ strict: false, select: (search) => search.theme })
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <Dropdown
      open={open}
      onOpen={setOpen}
      bare
      plain
      label={t('settings.label')}
      button={null}
      icon={<IconAdjustments size={18} stroke={1.6} aria-hidden />}
    >
      {() => (
        <div className={classes.menu}>
          <h2>{t('settings.language')}</h2>
          <OptionList
            label={t('settings.language')}
            chosen={language}
            options={LANGUAGES.map((id) => ({ id, label: t(`language.${id}`), lang: id }))}
            onChoose={(id) => set({ lang: id === languageOf(navigator.languages) ? undefined : id })}
          />
          <h2>{t('settings.theme')}</h2>
          <OptionList
            label={t('settings.theme')}
            chosen={theme ?? 'auto'}
            options={THEMES.map((id) => ({ id, label: t(`settings.${id}`) }))}
            onChoose={(id) => set({ theme: id === 'auto' ? undefined : id })}
          />
          <ul className={classes.links}>
            <li>
              <button
                type="button"
                onClick={() => {
                  close()
                  showShortcuts()
                }}
              >
                {t('settings.shortcuts')}
              </button>
            </li>
            <li>
              <Link to="/welcome" onClick={close}>
                {t('nav.welcome')}
              </Link>
            </li>
            <li>
              <a href="/api/docs">{t('nav.docs')}</a>
            </li>
          </ul>
        </div>
      )}
    </Dropdown>
  )
}

import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Providers } from '../providers.tsx'
import classes from './frame.module.css'
import { GlobalShortcuts } from './global-shortcuts.tsx'
import { IgnoredNotice } from './ignored-notice.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

/** What stands around every page. */
export function Frame() {
  const { t } = useTranslation()
  return (
    <Providers>
      <a className={classes.skip} href="#page">
        {t('nav.skip')}
      </a>
      <div className={classes.frame}>
        <Rail />
        <div className={classes.column}>
          <TopBar />
          <main id="page" tabIndex={-1} className={classes.page}>
            <IgnoredNotice />
            <Outlet />
          </main>
        </div>
      </div>
      <GlobalShortcuts />
    </Providers>
  )
}

import { Outlet, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Providers } from '../providers.tsx'
import classes from './frame.module.css'
import { GlobalShortcuts } from './global-shortcuts.tsx'
import { IgnoredNotice } from './ignored-notice.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import { WallBar } from './wall-bar.tsx'

/** What stands around every page. */
export function Frame() {
  const { t } = useTranslation()
  const wall = useSearch({ strict: false, select: (search) => search.wall === '1' })
  return (
    <Providers>
      <a className={classes.skip} href="#page">
        {t('nav.skip')}
      </a>
      <div className={classes.frame} data-wall={wall || undefined}>
        {!wall && <Rail />}
        <div className={classes.column}>
          {wall ? <WallBar /> : <TopBar />}
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

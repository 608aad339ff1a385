import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/ui/query-state.tsx'
import { useLastError } from '../../components/ui/use-last-error.ts'
import { CATALOG } from '../../lib/api/query-client.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { usePageData } from '../page-data.ts'
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
      <a className={classes.skip} data-screen href="#page">
        {t('nav.skip')}
      </a>
      <div className={classes.frame} data-wall={wall || undefined}>
        {!wall && <Rail />}
        <div className={classes.column}>
          {wall ? <WallBar /> : <TopBar />}
          <main id="page" tabIndex={-1} className={classes.page}>
            <IgnoredNotice />
            <Page />
          </main>
        </div>
      </div>
      <GlobalShortcuts />
    </Providers>
  )
}

/** No page can name or ask for a figure without the catalog. */
function Page() {
  const catalog = useCatalog()
  const failure = useLastError({ data: catalog.ready || undefined, error: catalog.failure })
  const client = useQueryClient()
  const page = usePageData()
  if (!failure || !page?.filters) return <Outlet />
  return <Failure error={failure} onRetry={() => void client.refetchQueries({ queryKey: [CATALOG] })} />
}

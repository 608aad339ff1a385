import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/ui/query-state.tsx'
import { viewsQuery } from '../../lib/api/views.ts'
import { isShown, savedSearch } from '../../lib/search/saved.ts'
import { usePageData } from '../page-data.ts'
import { CopyLinks } from './copy-links.tsx'
import { SaveView } from './save-view.tsx'
import { ViewRow } from './view-row.tsx'
import classes from './views.module.css'

/** The list of saved views, the way to save what is shown, and links to it. */
export function ViewsPanel({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  const page = usePageData()
  const query = useQuery(viewsQuery)
  const shown = savedSearch(search)
  const views = query.data ?? []
  return (
    <div className={classes.panel}>
      {query.isPending && <Skeleton height={64} m={12} />}
      {query.error && !query.data && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && views.length === 0 && <p className={classes.nothing}>{t('views.none')}</p>}
      {views.length > 0 && (
        <ul className={classes.list} aria-label={t('views.label')}>
          {views.map((view) => (
            <ViewRow
              key={view.id}
              view={view}
              views={views}
              current={isShown(view, pathname, shown)}
              onDone={onDone}
            />
          ))}
        </ul>
      )}
      {page?.key && query.data && <SaveView views={views} path={pathname} search={shown} />}
      <CopyLinks ranged={page?.range === 'free'} />
    </div>
  )
}

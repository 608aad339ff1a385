import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { shortList, shortText } from '../../lib/format/short-list.ts'
import { decodeDrill } from '../../lib/search/drill-target.ts'
import { type Ignored, useAllLost, useIgnored } from '../../lib/search/opened-with.ts'
import { useView } from '../../lib/search/use-view.ts'
import classes from './ignored-notice.module.css'

/** Says which parts of the address the page could not use. */
export function IgnoredNotice() {
  const { t } = useTranslation()
  const { rangeRefused, unknown } = useUnusable()
  const ignored = useIgnored()
  const lost = useAllLost()
  const [dismissed, setDismissed] = useState<readonly Ignored[] | null>(null)
  const nothing = ignored.length === 0 && unknown.length === 0 && lost.length === 0 && !rangeRefused
  if (dismissed === ignored || nothing) return null
  const list = shortList(
    ignored.map(({ name, value }) => t('ignored.item', { name, value: shortText(value) })),
  )
  return (
    <div className={classes.notice} role="status">
      <IconAlertTriangle size={20} stroke={1.6} aria-hidden />
      <div>
        <strong>{t('ignored.title')}</strong>
        {list && <p>{t('ignored.body', { list })}</p>}
        {unknown.length > 0 && <p>{t('ignored.unknown', { list: shortList(unknown) })}</p>}
        {lost.length > 0 && <p>{t('ignored.lost', { list: shortList(lost) })}</p>}
        {rangeRefused && <p>{t('ignored.range')}</p>}
      </div>
      <button
        type="button"
        data-screen
        aria-label={t('ignored.dismiss')}
        onClick={() => setDismissed(ignored)}
      >
        <IconX size={16} aria-hidden />
      </button>
    </div>
  )
}

/** What can be read and yet means nothing here: a range the wrong way round, names that the catalog does not have. */
function useUnusable(): { rangeRefused: boolean; unknown: string[] } {
  const { rangeRefused, unknown } = useView()
  const { drill } = useSearch({ strict: false })
  const catalog = useCatalog()
  const metric = drill === undefined ? undefined : (decodeDrill(drill)?.metric ?? drill)
  const lost = catalog.ready && metric !== undefined && !catalog.metric(metric) ? [metric] : []
  return { rangeRefused, unknown: [...unknown, ...lost] }
}

import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openedWithout } from '../../lib/search/opened-with.ts'
import { useView } from '../../lib/search/use-view.ts'
import classes from './ignored-notice.module.css'

/** Says which parts of the address the page could not use. */
export function IgnoredNotice() {
  const { t } = useTranslation()
  const { rangeRefused } = useView()
  const [dismissed, setDismissed] = useState(false)
  if (dismissed || (openedWithout.length === 0 && !rangeRefused)) return null
  const list = openedWithout.map((item) => t('ignored.item', item)).join(', ')
  return (
    <div className={classes.notice} role="status">
      <IconAlertTriangle size={20} stroke={1.6} aria-hidden />
      <div>
        <strong>{t('ignored.title')}</strong>
        {list && <p>{t('ignored.body', { list })}</p>}
        {rangeRefused && <p>{t('ignored.range')}</p>}
      </div>
      <button type="button" aria-label={t('ignored.dismiss')} onClick={() => setDismissed(true)}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'

/** An installation without a single event. */
export function NothingYet() {
  const { t } = useTranslation()
  return (
    <Notice title={t('state.nothingYet')} action={<Link to="/welcome">{t('nav.welcome')}</Link>}>
      {t('state.nothingYetHint')}
    </Notice>
  )
}

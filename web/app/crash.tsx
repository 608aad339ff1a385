import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/ui/notice.tsx'

/** What stands in for a page that broke. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  return (
    <Notice
      tone="error"
      title={t('state.crash')}
      action={
        <button type="button" onClick={reset}>
          {t('state.retry')}
        </button>
      }
    >
      {error instanceof Error ? error.message : String(error)}
    </Notice>
  )
}

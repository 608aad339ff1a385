import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/ui/notice.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Notice
      title={t('state.notFound')}
      action={
        <Button component={Link} to="/live" variant="default">
          {t('state.toLive')}
        </Button>
      }
    >
      {t('state.notFoundHint')}
    </Notice>
  )
}

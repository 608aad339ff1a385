import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../components/ui/notice.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return <Nothing title={t('state.notFound')} hint={t('state.notFoundHint')} />
}

/** At the short address of a saved view that is no more. */
export function NoView() {
  const { t } = useTranslation()
  return <Nothing title={t('views.notFound')} hint={t('views.notFoundHint')} />
}

function Nothing({ title, hint }: { title: string; hint: string }) {
  const { t } = useTranslation()
  return (
    <Notice
      title={title}
      action={
        <Button component={Link} to="/live" variant="default">
          {t('state.toLive')}
        </Button>
      }
    >
      {hint}
    </Notice>
  )
}

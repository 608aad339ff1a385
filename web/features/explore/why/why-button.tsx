import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useLanguage, useSetSearch } from '../../../lib/search/use-view.ts'

/** Opens the explanation of a metric's change, and closes it. */
export function WhyButton({ metric }: { metric: CatalogMetric }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const set = useSetSearch()
  const open = useSearch({ strict: false }).why === metric.id
  return (
    <BarButton
      plain
      bare
      aria-label={t('desk.why.openFor', { metric: metric.label[language] })}
      aria-expanded={open}
      icon={<IconArrowsSplit2 size={16} stroke={1.6} aria-hidden />}
      onClick={() => set({ why: open ? undefined : metric.id })}
    >
      {t('desk.why.open')}
    </BarButton>
  )
}

import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../lib/api/use-catalog.ts'

/** Labels of an alert as people read them; what has none is everything together. */
export function useLabelText(): (labels: Readonly<Record<string, string | null>>) => string {
  const { t } = useTranslation()
  const catalog = useCatalog()
  return (labels) => {
    const named = Object.entries(labels).filter(([name]) => name !== 'cycle')
    if (named.length === 0) return t('alerts.alert.all')
    return named.map(([name, value]) => catalog.valueLabel(name, value)).join(' · ')
  }
}

import { useTranslation } from 'react-i18next'
import type { alertsEn } from '../../lib/i18n/alerts-en.ts'

type Known = keyof (typeof alertsEn)['reason']

/** What the server gives for a reason, in the page's language; what is not known stays as it is. A number stays behind it. */
export function useReason(): (reason: string | null) => string {
  const { t, i18n } = useTranslation()
  return (reason) => {
    if (reason === null) return '–'
    const words = reason.toLowerCase().match(/[a-z]+/g) ?? []
    const slug = words.join('_')
    if (!i18n.exists(`alerts.reason.${slug}`)) return reason
    const number = /\d+/.exec(reason)?.[0]
    return [t(`alerts.reason.${slug as Known}`), ...(number ? [number] : [])].join(' ')
  }
}

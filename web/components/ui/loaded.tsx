import { type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

/** What comes over the page or into a panel, loaded the first time it is wanted; until then it is said that it comes. */
export function Loaded({ children }: { children: ReactNode }) {
  return <Suspense fallback={<Coming />}>{children}</Suspense>
}

function Coming() {
  const { t } = useTranslation()
  return (
    <span className="pg-hidden" aria-busy>
      {t('state.loading')}
    </span>
  )
}

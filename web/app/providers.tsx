import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { openLiveEvents } from '../lib/api/live-events.ts'
import { mover } from '../lib/api/query-client.ts'
import { CATALOG_VIEW } from '../lib/api/use-catalog.ts'
import { FORMAT } from '../lib/format/use-format.ts'
import { speak } from '../lib/i18n/i18n.ts'
import { useLanguage, VIEW } from '../lib/search/use-view.ts'
import { Scope } from '../lib/shared.tsx'
import { theme, variables } from './theme.ts'

/** Language, theme, the live line and what every part of a page asks, all led by the URL and the server. */
export function Providers({ children }: { children: ReactNode }) {
  useLiveLine()
  useSpokenLanguage()
  const scheme = useColorScheme()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme}>
      <Scope of={VIEW}>
        <Scope of={FORMAT}>
          <Scope of={CATALOG_VIEW}>{children}</Scope>
        </Scope>
      </Scope>
    </MantineProvider>
  )
}

function useColorScheme(): 'light' | 'dark' {
  const asked = useSearch({ strict: false, select: (search) => search.theme })
  const dark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false })
  return asked ?? (dark ? 'dark' : 'light')
}

function useSpokenLanguage() {
  const language = useLanguage()
  const { i18n } = useTranslation()
  useEffect(() => {
    let superseded = false
    const spoken = speak(language)
      .then(() => language)
      .catch(() => i18n.language)
    void spoken.then((now) => {
      if (!superseded) document.documentElement.lang = now
    })
    return () => {
      superseded = true
    }
  }, [language, i18n])
}

function useLiveLine() {
  const client = useQueryClient()
  useEffect(() => openLiveEvents(mover(client)), [client])
}

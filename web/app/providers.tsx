import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { openLiveEvents } from '../lib/api/live-events.ts'
import { mover } from '../lib/api/query-client.ts'
import { speak } from '../lib/i18n/i18n.ts'
import { useLanguage } from '../lib/search/use-view.ts'
import { theme, variables } from './theme.ts'

/** Language, theme and the live line, all led by the URL and the server. */
export function Providers({ children }: { children: ReactNode }) {
  useLiveLine()
  useSpokenLanguage()
  const scheme = useColorScheme()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  )
}

function useColorScheme(): 'light' | 'dark' {
  const { theme: asked } = useSearch({ strict: false })
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

import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { openLiveEvents } from '../lib/api/live-events.ts'
import { mover } from '../lib/api/query-client.ts'
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
    document.documentElement.lang = language
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [language, i18n])
}

function useLiveLine() {
  const client = useQueryClient()
  useEffect(() => openLiveEvents(mover(client)), [client])
}

import '@fontsource-variable/inter/wght.css'
import './app/global.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createPegelRouter } from './app/router.tsx'
import { dimensionsQuery, metricsQuery } from './lib/api/get-catalog.ts'
import { statusQuery } from './lib/api/get-status.ts'
import { createQueryClient } from './lib/api/query-client.ts'
import { languageOf, startI18n } from './lib/i18n/i18n.ts'
import { pageAt } from './lib/pages.ts'
import { parseSearch } from './lib/search/codec.ts'
import { GLOBAL, pick } from './lib/search/schema.ts'

const texts = startI18n(
  pick(GLOBAL, parseSearch(window.location.search)).lang ?? languageOf(navigator.languages),
)

const queryClient = createQueryClient()
const router = createPegelRouter(queryClient)
// What every page needs first is asked for while the page is still being put together.
void queryClient.prefetchQuery(statusQuery)
void queryClient.prefetchQuery(metricsQuery)
void queryClient.prefetchQuery(dimensionsQuery)
if (pageAt(window.location.pathname)) void router.preloadRoute({ to: window.location.pathname as '/live' })

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

/** Text that is written before its letters are there jumps when they come; nobody waits for them for long, though. */
const LETTERS_MS = 500
const letters = Promise.race([
  document.fonts.load('1em "Inter Variable"').catch(() => null),
  new Promise((resolve) => setTimeout(resolve, LETTERS_MS)),
])

// No top-level await: chunks that import this one would wait for it while it waits for them.
void Promise.all([texts, letters]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
)

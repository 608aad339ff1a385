import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { statusQuery } from '../lib/api/get-status.ts'
import { viewsQuery } from '../lib/api/views.ts'
import { PAGES } from '../lib/pages.ts'
import { parseSearch, stringifySearch } from '../lib/search/codec.ts'
import {
  ALERTS,
  type AlertsSearch,
  EXPLORE,
  type ExploreSearch,
  GLOBAL,
  type GlobalSearch,
  LIVE,
  type LiveSearch,
  PLANNING,
  type PlanningSearch,
  pick,
  QUALITY,
  type QualitySearch,
  REPORTS,
  type ReportsSearch,
  SLA,
  type SlaSearch,
  TALK,
  type TalkSearch,
} from '../lib/search/schema.ts'
import { Crash } from './crash.tsx'
import { Frame } from './frame/frame.tsx'
import { NotFound, NoView } from './not-found.tsx'
import { openView, wayTo } from './open-view.ts'

/** Days begin where the installation says, so no figure is asked for before that is known; a silent server holds nothing up. */
async function knowZone({ context }: { context: { queryClient: QueryClient } }): Promise<void> {
  await context.queryClient.ensureQueryData({ ...statusQuery, retry: false }).catch(() => null)
}

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  validateSearch: (raw: Record<string, unknown>): GlobalSearch => pick(GLOBAL, raw),
  search: { middlewares: [retainSearchParams(['from', 'to', 'cmp', 'f', 'tz', 'lang', 'theme'])] },
  component: Frame,
  notFoundComponent: NotFound,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context, search }) => {
    const [status, views] = await Promise.all([
      context.queryClient.ensureQueryData({ ...statusQuery, retry: false }).catch(() => null),
      context.queryClient.fetchQuery(viewsQuery).catch(() => []),
    ])
    const first = views.find((view) => view.home && view.owner === status?.person)
    if (first && !status?.empty) throw wayTo(first)
    throw redirect({ to: status?.empty ? '/welcome' : '/live', search, replace: true })
  },
})

const view = createRoute({
  getParentRoute: () => root,
  path: '/v/$view',
  loader: ({ params }) => openView(params.view),
  notFoundComponent: NoView,
})

const live = createRoute({
  getParentRoute: () => root,
  path: PAGES.live.path,
  loader: knowZone,
  staticData: { page: PAGES.live },
  validateSearch: (raw: Record<string, unknown>): LiveSearch => pick(LIVE, raw),
  component: lazyRouteComponent(() => import('../features/live/live-page.tsx'), 'LivePage'),
})

const explore = createRoute({
  getParentRoute: () => root,
  path: PAGES.explore.path,
  loader: knowZone,
  staticData: { page: PAGES.explore },
  validateSearch: (raw: Record<string, unknown>): ExploreSearch => pick(EXPLORE, raw),
  component: lazyRouteComponent(() => import('../features/explore/explore-page.tsx'), 'ExplorePage'),
})

const sla = createRoute({
  getParentRoute: () => root,
  path: PAGES.sla.path,
  loader: knowZone,
  staticData: { page: PAGES.sla },
  validateSearch: (raw: Record<string, unknown>): SlaSearch => pick(SLA, raw),
  component: lazyRouteComponent(() => import('../features/sla/sla-page.tsx'), 'SlaPage'),
})

const planning = createRoute({
  getParentRoute: () => root,
  path: PAGES.planning.path,
  loader: knowZone,
  staticData: { page: PAGES.planning },
  validateSearch: (raw: Record<string, unknown>): PlanningSearch => pick(PLANNING, raw),
  component: lazyRouteComponent(() => import('../features/planning/planning-page.tsx'), 'PlanningPage'),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: PAGES.alerts.path,
  loader: knowZone,
  staticData: { page: PAGES.alerts },
  validateSearch: (raw: Record<string, unknown>): AlertsSearch => pick(ALERTS, raw),
  component: lazyRouteComponent(() => import('../features/alerts/alerts-page.tsx'), 'AlertsPage'),
})

const quality = createRoute({
  getParentRoute: () => root,
  path: PAGES.quality.path,
  loader: knowZone,
  staticData: { page: PAGES.quality },
  validateSearch: (raw: Record<string, unknown>): QualitySearch => pick(QUALITY, raw),
  component: lazyRouteComponent(() => import('../features/quality/quality-page.tsx'), 'QualityPage'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: PAGES.reports.path,
  loader: knowZone,
  staticData: { page: PAGES.reports },
  validateSearch: (raw: Record<string, unknown>): ReportsSearch => pick(REPORTS, raw),
  component: lazyRouteComponent(() => import('../features/reports/reports-page.tsx'), 'ReportsPage'),
})

const conversation = createRoute({
  getParentRoute: () => root,
  path: PAGES.conversation.path,
  loader: knowZone,
  staticData: { page: PAGES.conversation },
  validateSearch: (raw: Record<string, unknown>): TalkSearch => pick(TALK, raw),
  component: lazyRouteComponent(
    () => import('../features/conversation/conversation-page.tsx'),
    'ConversationPage',
  ),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: PAGES.welcome.path,
  staticData: { page: PAGES.welcome },
  component: lazyRouteComponent(() => import('../features/welcome/welcome-page.tsx'), 'WelcomePage'),
})

const routeTree = root.addChildren([
  home,
  view,
  live,
  explore,
  sla,
  planning,
  alerts,
  quality,
  reports,
  conversation,
  welcome,
])

export function createPegelRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    search: { strict: true },
    defaultPreload: 'intent',
    defaultErrorComponent: Crash,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPegelRouter>
  }
}

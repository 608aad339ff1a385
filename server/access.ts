/**
 * Who may call what, for every route there is. A route that is not stated here is denied, does not compile when it
 * is an API route, and keeps the server from starting.
 *
 * `anyone`   health, which tells nothing.
 * `source`   whoever signed the delivery; the route asks the connection's own source.
 * `link`     whoever holds a signed link; the route asks the signature, and does what the link is good for and nothing else.
 * `command`  the command line of this machine, by the token in the data folder.
 * `reader`, `admin`  a person. Until accounts exist, the person on loopback is admin and therefore also reader.
 */
export const ACCESS = {
  'GET /livez': 'anyone',
  'GET /readyz': 'anyone',

  'GET /hooks/:source': 'source',
  'POST /hooks/:source': 'source',
  'OPTIONS /hooks/:source': 'source',

  'GET /reports/unsubscribe': 'link',
  'POST /reports/unsubscribe': 'link',

  'POST /internal/command': 'command',
  'POST /internal/command/:id/input': 'command',

  'POST /api/v1/query': 'reader',
  'POST /api/v1/drill': 'reader',
  'POST /api/v1/drivers': 'reader',
  'POST /api/v1/export': 'reader',
  'GET /api/v1/metrics': 'reader',
  'GET /api/v1/dimensions': 'reader',
  'GET /api/v1/dimensions/:id/values': 'reader',
  'GET /api/v1/tickets/:key/timeline': 'reader',
  'GET /api/v1/tickets/:key/clocks': 'reader',
  'POST /api/v1/sla/what-if': 'reader',
  'GET /api/v1/sla/budget': 'reader',
  'GET /api/v1/sla/days-off': 'reader',
  'GET /api/v1/at-risk': 'reader',
  'GET /api/v1/sources': 'reader',
  'GET /api/v1/dead-letters': 'admin',
  'POST /api/v1/dead-letters/:id/replay': 'admin',
  'GET /api/v1/config/kinds': 'reader',
  'GET /api/v1/config/export': 'reader',
  'POST /api/v1/config/import': 'admin',
  'GET /api/v1/config/:kind': 'reader',
  'GET /api/v1/config/:kind/:id': 'reader',
  'PUT /api/v1/config/:kind/:id': 'admin',
  'DELETE /api/v1/config/:kind/:id': 'admin',
  'GET /api/v1/config/:kind/:id/history': 'reader',
  'GET /api/v1/config/:kind/:id/diff': 'reader',
  'POST /api/v1/config/:kind/:id/restore': 'admin',
  'POST /api/v1/imports': 'admin',
  'POST /api/v1/imports/:id/preview': 'admin',
  'POST /api/v1/imports/:id/start': 'admin',
  'GET /api/v1/imports/:id': 'admin',
  'DELETE /api/v1/imports/:id': 'admin',
  'GET /api/v1/sample': 'admin',
  'POST /api/v1/sample': 'admin',
  'POST /api/v1/annotations': 'reader',
  'GET /api/v1/alerts/rules': 'reader',
  'POST /api/v1/alerts/back-test': 'reader',
  'GET /api/v1/alerts/history': 'reader',
  'GET /api/v1/alerts/silences': 'reader',
  'POST /api/v1/alerts/silences': 'admin',
  'DELETE /api/v1/alerts/silences/:id': 'admin',
  'GET /api/v1/alerts/deliveries': 'admin',
  'POST /api/v1/alerts/deliveries/:id/replay': 'admin',
  'GET /api/v1/alerts/endpoints': 'admin',
  'POST /api/v1/alerts/endpoints/:id/secret': 'admin',
  'PUT /api/v1/alerts/endpoints/:id/address': 'admin',
  'POST /api/v1/alerts/endpoints/:id/enable': 'admin',
  'POST /api/v1/alerts/endpoints/:id/test': 'admin',
  'POST /api/v1/roster/jobs': 'admin',
  'GET /api/v1/roster/jobs/:id': 'admin',
  'DELETE /api/v1/roster/jobs/:id': 'admin',
  'POST /api/v1/roster/check': 'admin',
  'GET /api/v1/roster/saved': 'admin',
  'GET /api/v1/roster/saved/:id': 'admin',
  'PUT /api/v1/roster/saved/:id': 'admin',
  'GET /api/v1/roster/saved/:id/csv': 'admin',
  'GET /api/v1/roster/saved/:id/ical': 'admin',
  'POST /api/v1/staffing/plan': 'reader',
  'POST /api/v1/staffing/capacity': 'reader',
  'GET /api/v1/expected-wait': 'reader',
  'POST /api/v1/forecast/today': 'reader',
  'GET /api/v1/forecast/queues': 'reader',
  'GET /api/v1/forecast/queues/:queue': 'reader',
  'GET /api/v1/forecast/queues/:queue/accuracy': 'reader',
  'POST /api/v1/forecast/refresh': 'admin',
  'POST /api/v1/reports/weekly': 'reader',
  'GET /api/v1/reports/recipients': 'admin',
  'GET /api/v1/reports/recipients/:id/preview': 'admin',
  'POST /api/v1/reports/recipients/:id/send': 'admin',
  'GET /api/v1/reports/archive': 'admin',
  'GET /api/v1/reports/archive/:mail': 'admin',
  'GET /api/v1/reports/archive/:mail/pdf': 'admin',
  'GET /api/v1/status': 'reader',
  'GET /api/v1/live': 'reader',
  'GET /api/v1/openapi.json': 'reader',
  'GET /api/docs': 'reader',
  'GET /*': 'reader',
} as const satisfies Record<string, Caller>

export type Caller = 'anyone' | 'source' | 'link' | 'command' | 'reader' | 'admin'
export type RouteKey = keyof typeof ACCESS

/** The policy of a route as the router names it, or null where none is stated. */
export function callerOf(method: string, path: string): Caller | null {
  const key = `${method} ${path}`
  return Object.hasOwn(ACCESS, key) ? ACCESS[key as RouteKey] : null
}

/** Throws when a registered route has no policy, or a policy no route. Middleware (method ALL) is no route. */
export function assertStated(routes: readonly { method: string; path: string }[]): void {
  const there = new Set(routes.filter((r) => r.method !== 'ALL').map((r) => `${r.method} ${r.path}`))
  const unstated = [...there].filter((key) => !Object.hasOwn(ACCESS, key))
  const unused = Object.keys(ACCESS).filter((key) => !there.has(key))
  if (unstated.length > 0)
    throw new Error(`Routes without a policy in server/access.ts: ${unstated.join(', ')}`)
  if (unused.length > 0) throw new Error(`Policies in server/access.ts without a route: ${unused.join(', ')}`)
}

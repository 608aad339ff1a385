import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { PegelError } from '../pipelines/errors.ts'
import { callerOf } from './access.ts'
import { answer } from './errors.ts'
import { isLoopbackName } from './loopback.ts'

/**
 * Stands before every route: looks up the route's policy and refuses what it does not allow.
 * `token` opens the command route; without one nobody may call it.
 */
export function guard(token: string | null): MiddlewareHandler {
  return async (c, next) => {
    const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
    if (!route) return next()
    const caller = callerOf(route.method, route.path)
    if (caller === 'anyone' || caller === 'source' || caller === 'link') return next()
    if (caller === 'command') {
      if (token !== null && holds(c.req.header('authorization'), token)) return next()
      throw new PegelError('unauthorized', 'This route is for the command line of this machine')
    }
    if (caller === null) throw new PegelError('forbidden', 'Nobody may call this route')
    requireLoopback(c)
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    requireSameOrigin(c)
    const type = route.path === '/api/v1/imports' ? 'application/octet-stream' : 'application/json'
    if ((c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() !== type) {
      return answer(c, new PegelError('invalid', `Send ${type}`), 415)
    }
    return next()
  }
}

/**
 * A page of another site may point its own name at 127.0.0.1, and a proxy on this machine would make the whole world
 * look local: both are refused, because loopback is all that a person has to show so far.
 */
function requireLoopback(c: Context): void {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  if (!isLoopbackName(host)) {
    throw new PegelError('forbidden', 'This server answers only to its loopback name, such as localhost')
  }
  if (c.req.header('forwarded') ?? c.req.header('x-forwarded-for')) {
    throw new PegelError('forbidden', 'Through a proxy only /hooks can be reached until accounts exist')
  }
}

function requireSameOrigin(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const host = c.req.header('host') ?? new URL(c.req.url).host
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const foreignOrigin = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)
  if (foreignSite || foreignOrigin)
    throw new PegelError('forbidden', 'Requests of other sites change nothing')
}

function holds(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

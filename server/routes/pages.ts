import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Handler } from 'hono'
import { notFound } from '../../pipelines/errors.ts'
import type { App } from './route.ts'

const HASHED = /[/\\]assets[/\\][^/\\]+-[\w-]{8}\.[a-z0-9]+$/

/**
 * The built pages. Files with a hash in their name never change; every other address is the app's own and gets its
 * one HTML file, except where a machine asks.
 */
export function pageRoutes(app: App, webDir: string): void {
  const pages: Handler = existsSync(join(webDir, 'index.html'))
    ? builtPages(webDir)
    : (c) => c.text('The pages are not built yet: run `npm run build`.', 503)
  app.get('/*', (c, next) => {
    if (/^\/+(api|hooks|internal)(\/|$)/.test(c.req.path)) throw notFound('There is no such address')
    return pages(c, next)
  })
}

function builtPages(root: string): Handler {
  const file = serveStatic({
    root,
    precompressed: true,
    onFound(path, c) {
      c.header('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = serveStatic({
    root,
    path: 'index.html',
    precompressed: true,
    onFound: (_, c) => c.header('Cache-Control', 'no-cache'),
  })
  return async (c) => {
    let missed = false
    const found = await file(c, async () => {
      missed = true
    })
    if (!missed) return found as Response
    if (c.req.path.startsWith('/assets/')) throw notFound('There is no such file')
    return (await page(c, async () => {})) as Response
  }
}

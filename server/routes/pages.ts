import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { notFound } from '../../pipelines/errors.ts'
import type { App } from './route.ts'

const HASHED = /\/assets\/[^/]+-[\w-]{8}\.[a-z0-9]+$/

/**
 * The built pages. Files with a hash in their name never change; every other address is the app's own and gets its
 * one HTML file, except where a machine asks.
 */
export function pageRoutes(app: App, webDir: string): void {
  const built = existsSync(join(webDir, 'index.html'))
  const file = serveStatic({
    root: webDir,
    precompressed: true,
    onFound: (path, c) =>
      c.header(
        'Cache-Control',
        HASHED.test(path.replaceAll('\\', '/')) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  const page = serveStatic({
    root: webDir,
    path: 'index.html',
    precompressed: true,
    onFound: (_, c) => c.header('Cache-Control', 'no-cache'),
  })
  app.get('/*', async (c) => {
    const path = c.req.path
    if (/^\/+(api|hooks|internal)(\/|$)/.test(path)) throw notFound('There is no such address')
    if (!built) return c.text('The pages are not built yet: run `npm run build`.', 503)
    let missed = false
    const found = await file(c, async () => {
      missed = true
    })
    if (!missed) return found as Response
    if (path.startsWith('/assets/')) throw notFound('There is no such file')
    return (await page(c, async () => {})) as Response
  })
}

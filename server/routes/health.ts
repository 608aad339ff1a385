import type { Pegel } from '../../pipelines/pegel.ts'
import { documentHealth } from './raw-document.ts'
import type { App } from './route.ts'

/** `/livez`: the process answers. `/readyz`: it takes deliveries; `/readyz?q=query`: it answers questions too. */
export function healthRoutes(app: App, pegel: Pegel, closing: () => boolean): void {
  documentHealth(app)
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    if (closing()) return c.text('closing', 503)
    if (c.req.query('q') !== 'query') return c.text('ok')
    const answers = await pegel.engine.rows('select 1 as one', [], { timeoutMs: 2000 }).then(
      () => true,
      () => false,
    )
    return answers ? c.text('ok') : c.text('the engine does not answer', 503)
  })
}

import type { Context, MiddlewareHandler } from 'hono'
import type { Pegel } from '../pipelines/pegel.ts'

/** Characters of answers that are kept; the oldest go first. */
const MAX_KEPT = 16 << 20

interface Kept {
  body: string
  type: string
  until: number
}

/**
 * Everybody who asks the same of the same data and configuration gets the same text: found, put together and written once, however many pages
 * are open. For routes, behind the guard, whose answer depends on the question and the data alone, or may be `forMs` old.
 * A question about `now` is answered anew. A failure is nobody's but the asker's: who waited for it asks on their own.
 */
export function sameAnswers(
  pegel: Pick<Pegel, 'dataVersion' | 'configVersion' | 'asOf'>,
  forMs = Number.POSITIVE_INFINITY,
): MiddlewareHandler {
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, Promise<Kept | null>>()
  let size = 0
  let stand = ''
  const drop = (key: string) => {
    size -= kept.get(key)?.body.length ?? 0
    kept.delete(key)
  }
  const keep = (key: string, answer: Kept) => {
    drop(key)
    kept.set(key, answer)
    size += answer.body.length
    for (const oldest of kept.keys()) {
      if (size <= MAX_KEPT) break
      drop(oldest)
    }
  }
  const standNow = () => `${pegel.dataVersion} ${pegel.configVersion} ${pegel.asOf}`
  const known = (key: string) => {
    if (stand !== standNow()) {
      stand = standNow()
      kept.clear()
      size = 0
    }
    const found = kept.get(key)
    return found && found.until > performance.now() ? found : null
  }
  return async (c, next) => {
    const key = await questionOf(c)
    if (key === null) return next()
    const asked = standNow()
    const flight = `${asked}\n${key}`
    const waited = underWay.get(flight)
    const answer = known(key) ?? (waited ? await waited : null)
    if (answer) return c.body(answer.body, 200, { 'content-type': answer.type })
    const land = takeOff(underWay, flight)
    let found: Kept | null = null
    try {
      await next()
      found = await textOf(c, performance.now() + forMs)
      if (found && asked === standNow()) keep(key, found)
    } finally {
      land(found)
    }
  }
}

/** Null for what is not answered in JSON, or not the same from one moment to the next. */
async function questionOf(c: Context): Promise<string | null> {
  if (!/^(|\*\/\*|application\/json)(?:[;,]|$)/.test(c.req.header('accept') ?? '')) return null
  const { pathname, search } = new URL(c.req.url)
  const body = c.req.method === 'POST' ? await c.req.text() : ''
  return /\bnow\b/.test(body) ? null : `${pathname}${search}\n${body}`
}

/** Others wait for it until the returned function is called; a second one beside it flies alone. */
function takeOff(underWay: Map<string, Promise<Kept | null>>, flight: string): (answer: Kept | null) => void {
  if (underWay.has(flight)) return () => {}
  let land: (answer: Kept | null) => void = () => {}
  underWay.set(
    flight,
    new Promise((resolve) => {
      land = (answer) => {
        underWay.delete(flight)
        resolve(answer)
      }
    }),
  )
  return (answer) => land(answer)
}

async function textOf(c: Context, until: number): Promise<Kept | null> {
  const type = c.res.headers.get('content-type') ?? ''
  if (c.res.status !== 200 || !type.startsWith('application/json')) return null
  return { body: await c.res.clone().text(), type, until }
}

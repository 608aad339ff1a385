/** Somebody who has Live open, as far as the server can tell. */
import { Agent, get, request } from 'node:http'

export interface Asked {
  path: string
  /** JSON of a POST; null for a GET. */
  body: string | null
}

export interface Viewer {
  /** Resolves when nothing is being asked. */
  settled(): Promise<void>
  close(): { times: number[]; failed: number }
}

/** As pages do it: everything anew when the data moves, not oftener than this, and at the end of each minute. */
const AT_MOST_EVERY_MS = 2000
const MINUTE = 60_000

/** Listens to the server's events and asks `asked`, with the running minute's end wherever a question has its own. */
export function openViewer(address: string, asked: readonly Asked[]): Viewer {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const written = endOfMinute(asked)
  const times: number[] = []
  let failed = 0
  let closed = false
  let asking: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | null = null
  let last = Number.NEGATIVE_INFINITY
  const one = async ({ path, body }: Asked) => {
    const end = new Date(Math.ceil(Date.now() / MINUTE) * MINUTE).toISOString()
    const began = performance.now()
    const status = await send(address + path, written && body ? body.replaceAll(written, end) : body, agent)
    if (closed) return
    if (status === 200) times.push(performance.now() - began)
    else failed++
  }
  const ask = () => {
    timer = null
    last = performance.now()
    asking = asking.then(() => Promise.all(asked.map(one)))
  }
  const move = () => {
    timer ??= setTimeout(ask, Math.max(0, last + AT_MOST_EVERY_MS - performance.now()))
  }
  const everyMinute = setInterval(move, MINUTE)
  const events = get(`${address}/api/v1/live`, (response) => {
    response.setEncoding('utf8')
    response.on('data', (text: string) => text.includes('event: version') && move())
  })
  events.on('error', () => {
    if (!closed) failed++
  })
  ask()
  return {
    settled: async () => {
      await asking
    },
    close() {
      closed = true
      clearInterval(everyMinute)
      if (timer !== null) clearTimeout(timer)
      events.destroy()
      agent.destroy()
      return { times, failed }
    },
  }
}

/** The latest `to` that the questions were recorded with. */
function endOfMinute(asked: readonly Asked[]): string | null {
  const ends = asked.flatMap(({ body }) => {
    const { to } = JSON.parse(body ?? '{}') as { to?: string }
    return to === undefined ? [] : [to]
  })
  return ends.sort().at(-1) ?? null
}

function send(url: string, body: string | null, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const headers = body === null ? {} : { 'content-type': 'application/json' }
    const sent = request(url, { method: body === null ? 'GET' : 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', () => resolve(0))
    })
    sent.on('error', () => resolve(0))
    sent.end(body ?? undefined)
  })
}

import { Agent, request } from 'node:http'

export interface Shot {
  body: string
  headers: Record<string, string>
}

export interface SteadyOptions {
  /** `http://127.0.0.1:3000/hooks/inbox` */
  url: string
  perSecond: number
  /** Ends the load; what is under way is still waited for. */
  signal: AbortSignal
  make(index: number): Shot
  /** Told of every answer, with the milliseconds since the shot was due, or of none (`status` 0). */
  onAnswer(index: number, status: number, ms: number): void
}

const TICK_MS = 5

/**
 * Sends at a steady rate whatever the answers do (open loop), and times from when a shot was due, so that a stall of the
 * server shows in every shot that waited for it. Resolves with how many were sent.
 */
export async function steady(options: SteadyOptions): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const began = performance.now()
  const open = new Set<Promise<void>>()
  let sent = 0
  while (!options.signal.aborted) {
    const due = Math.floor(((performance.now() - began) / 1000) * options.perSecond)
    for (; sent < due; sent++) {
      const at = began + (sent / options.perSecond) * 1000
      const one = shoot(options, agent, sent, at).finally(() => open.delete(one))
      open.add(one)
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
  await Promise.all(open)
  agent.destroy()
  return sent
}

function shoot(options: SteadyOptions, agent: Agent, index: number, dueAt: number): Promise<void> {
  const { body, headers } = options.make(index)
  return new Promise((resolve) => {
    const answered = (status: number) => {
      options.onAnswer(index, status, performance.now() - dueAt)
      resolve()
    }
    const length = String(Buffer.byteLength(body))
    const sent = request(
      options.url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
      (response) => {
        response.resume()
        response.on('end', () => answered(response.statusCode ?? 0))
        response.on('error', () => answered(0))
      },
    )
    sent.on('error', () => answered(0))
    sent.end(body)
  })
}

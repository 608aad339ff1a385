/** One POST to somebody else's server: to a checked address, without redirects, within a limit of time. */
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { allowedAddress, type Resolve } from './address.ts'

export const TIMEOUT_MS = 15_000

export interface Posted {
  /** Null where no answer came. */
  status: number | null
  /** What went wrong, in words that name no address; null for 2xx. */
  reason: string | null
  /** Seconds that the receiver asks us to wait. */
  retryAfterS: number | null
}

export interface PostOptions {
  allowPrivate: readonly string[]
  timeoutMs?: number
  resolve?: Resolve
  nowMs: number
}

/** Never throws. */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  options: PostOptions,
): Promise<Posted> {
  const target = URL.canParse(url) ? new URL(url) : null
  if (!target || !/^https?:$/.test(target.protocol)) return failed('the address is none of the web')
  const address = await allowedAddress(target.hostname, options.allowPrivate, options.resolve)
  if (!address) return failed('the address cannot be reached or is not allowed')
  const request = target.protocol === 'https:' ? secure : plain
  return new Promise((answer) => {
    let done = false
    const end = (posted: Posted) => {
      if (done) return
      done = true
      clearTimeout(timer)
      sent.destroy()
      answer(posted)
    }
    const sent = request(target, {
      method: 'POST',
      agent: false,
      headers: {
        ...headers,
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Pegel-Alerts/1',
      },
      lookup: (_host, asked, callback) =>
        asked.all ? callback(null, [address]) : callback(null, address.address, address.family),
      family: address.family,
    })
    const timer = setTimeout(() => end(failed('no answer in time')), options.timeoutMs ?? TIMEOUT_MS)
    sent.on('error', () => end(failed('the connection failed')))
    sent.on('response', (response) => {
      const { statusCode = 0, headers: answered } = response
      response.on('error', () => {})
      response.resume()
      end({
        status: statusCode,
        reason: reasonOf(statusCode),
        retryAfterS: retryAfter(answered['retry-after'], options.nowMs),
      })
    })
    sent.end(body)
  })
}

const failed = (reason: string): Posted => ({ status: null, reason, retryAfterS: null })

function reasonOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'the receiver redirects, which is not followed'
  if (status === 410) return 'the receiver is gone'
  return status === 429 ? 'the receiver asks for patience' : `the receiver answered ${status}`
}

/** Seconds, or a date of HTTP. */
function retryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1000))
}

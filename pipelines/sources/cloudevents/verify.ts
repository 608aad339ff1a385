import { matchesAnySecret } from '../constant-time.ts'
import type { CloudEventsSettings } from './settings.ts'
import { verifyStandardWebhook } from './standard-webhooks.ts'

const BEARER = /^Bearer +(\S+)$/i

/** Whether the delivery carries a bearer token or a Standard Webhooks signature that the settings know. */
export function verifyCloudEvents(
  request: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  settings: CloudEventsSettings,
  nowS: number,
): boolean {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined && matchesAnySecret(token, settings.token)) return true
  return verifyStandardWebhook(request, settings.signing_secret, nowS)
}

/**
 * Answers the abuse-protection handshake (CloudEvents, HTTP 1.1 Web Hooks, section 4): an `OPTIONS` request with
 * `WebHook-Request-Origin` is granted to the allowed origins. Null where the request is none.
 */
export function cloudEventsHandshake(
  request: { method: string; headers: Readonly<Record<string, string>> },
  settings: CloudEventsSettings,
): { status: number; headers: Record<string, string>; body: string } | null {
  const origin = request.headers['webhook-request-origin']
  if (request.method !== 'OPTIONS' || !origin) return null
  const anyone = settings.allowed_origins.includes('*')
  if (!anyone && !settings.allowed_origins.includes(origin)) return { status: 403, headers: {}, body: '' }
  return {
    status: 200,
    headers: {
      allow: 'POST, OPTIONS',
      'webhook-allowed-origin': anyone ? '*' : origin,
      'webhook-allowed-rate': String(settings.allowed_rate ?? '*'),
    },
    body: '',
  }
}

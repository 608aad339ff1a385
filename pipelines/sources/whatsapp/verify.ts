import { createHmac } from 'node:crypto'
import { matchesAnySecret } from '../constant-time.ts'
import type { WhatsAppSettings } from './settings.ts'

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i

/**
 * Whether `X-Hub-Signature-256` is the HMAC-SHA256 of the raw body under one of the app secrets.
 * Source: Meta, Webhooks, "Validating payloads".
 */
export function verifyWhatsApp(
  request: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  settings: WhatsAppSettings,
): boolean {
  const given = SIGNATURE.exec(request.headers['x-hub-signature-256'] ?? '')?.[1]
  if (!given) return false
  return matchesAnySecret(
    Buffer.from(given, 'hex'),
    settings.app_secret.map((secret) => createHmac('sha256', secret).update(request.body).digest()),
  )
}

/**
 * Answers Meta's set-up request (`GET …?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`): the challenge as plain
 * text where the token is right, else 403. Null for other methods.
 */
export function whatsAppHandshake(
  request: { method: string; query: URLSearchParams },
  settings: WhatsAppSettings,
): { status: number; headers: Record<string, string>; body: string } | null {
  if (request.method !== 'GET') return null
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  const challenge = request.query.get('hub.challenge')
  const token = request.query.get('hub.verify_token') ?? ''
  const expected = settings.verify_token === undefined ? [] : [settings.verify_token]
  const known = matchesAnySecret(token, expected)
  if (known && request.query.get('hub.mode') === 'subscribe' && challenge) {
    return { status: 200, headers, body: challenge }
  }
  return { status: 403, headers, body: 'verify token or mode is wrong' }
}

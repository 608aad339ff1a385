import { createHmac } from 'node:crypto'
import { matchesAnySecret } from '../constant-time.ts'

/** How far the sender's clock and the transport may be off. */
export const TOLERANCE_S = 5 * 60

const PREFIX = 'whsec_'
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const DIGITS = /^\d{1,12}$/
const FEWEST_BYTES = 24
const MOST_BYTES = 64

/** The key within a secret `whsec_<base64>`, or null where it is none of 24 to 64 bytes. */
export function signingKey(secret: string): Buffer | null {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret
  if (!BASE64.test(encoded)) return null
  const key = Buffer.from(encoded, 'base64')
  return key.length >= FEWEST_BYTES && key.length <= MOST_BYTES ? key : null
}

/**
 * Whether one of the `v1` signatures is base64 of HMAC-SHA256(`<id>.<timestamp>.<raw body>`) under one of the secrets, and
 * the timestamp is within five minutes of `nowS` (unix seconds). Source: Standard Webhooks 1.0.
 */
export function verifyStandardWebhook(
  request: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  secrets: readonly string[],
  nowS: number,
): boolean {
  const id = request.headers['webhook-id']
  const timestamp = request.headers['webhook-timestamp']
  const signatures = request.headers['webhook-signature']
  if (!id || !timestamp || !signatures || !DIGITS.test(timestamp)) return false
  if (Math.abs(nowS - Number(timestamp)) > TOLERANCE_S) return false
  const expected = secrets.flatMap((secret) => {
    const key = signingKey(secret)
    return key ? [createHmac('sha256', key).update(`${id}.${timestamp}.`).update(request.body).digest()] : []
  })
  return signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => matchesAnySecret(Buffer.from(signature.slice(3), 'base64'), expected))
    .includes(true)
}

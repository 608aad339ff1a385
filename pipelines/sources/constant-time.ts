import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const key = randomBytes(32)
const digest = (value: string | Uint8Array) => createHmac('sha256', key).update(value).digest()

/** Whether two secrets are equal, in a time that tells neither their content nor their length. */
export function secretsEqual(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

/** Whether `given` equals one of `expected`; looks at all of them, whichever matches. */
export function matchesAnySecret(
  given: string | Uint8Array,
  expected: readonly (string | Uint8Array)[],
): boolean {
  let matched = false
  for (const one of expected) matched = secretsEqual(given, one) || matched
  return matched
}

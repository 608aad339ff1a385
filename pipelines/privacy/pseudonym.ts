/** Keyed pseudonyms: the same identifier gives the same 22 characters under one key, and nothing without it. */
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const CACHE_SIZE = 100_000

/** Reads the key file, or makes one (32 random bytes, readable by the owner only). */
export function loadPseudonymKey(path: string): Uint8Array {
  if (existsSync(path)) return readFileSync(path)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const key = randomBytes(32)
  writeFileSync(path, key, { mode: 0o600, flag: 'wx' })
  return key
}

/** HMAC-SHA256 cut to 132 bits; callers hand over identifiers already normalised. */
export function pseudonymizer(key: Uint8Array): (identifier: string) => string {
  const known = new Map<string, string>()
  return (identifier) => {
    const cached = known.get(identifier)
    if (cached !== undefined) return cached
    const pseudonym = createHmac('sha256', key).update(identifier).digest('base64url').slice(0, 22)
    if (known.size >= CACHE_SIZE) known.clear()
    known.set(identifier, pseudonym)
    return pseudonym
  }
}

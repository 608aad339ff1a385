/**
 * What endpoints need to be reached and is nobody's to read: signing secrets, and addresses that are credentials. Kept in
 * `keys/` of the data folder, apart from the configuration, which is exported and shown.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secretSchema = z.object({
  secret: z.string(),
  /** Signs until then beside the newer one; null: the current one. */
  until: z.string().nullable(),
})
const heldSchema = z.object({
  secrets: z.array(secretSchema).default([]),
  url: z.string().nullable().default(null),
})
const fileSchema = z.record(z.string(), heldSchema)

export type Held = z.infer<typeof heldSchema>
const NOTHING: Held = { secrets: [], url: null }
/** How long receivers have to take up a new secret. */
const OVERLAP_MS = 24 * 3_600_000

export class Secrets {
  readonly #path: string

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'keys', 'alert-endpoints.json')
  }

  of(endpoint: string): Held {
    return this.#read()[endpoint] ?? NOTHING
  }

  /** Secrets that sign at an instant, the current one first. */
  signing(endpoint: string, atMs: number): string[] {
    return this.of(endpoint)
      .secrets.filter(({ until }) => until === null || Date.parse(until) > atMs)
      .map(({ secret }) => secret)
  }

  /** Makes a new secret, which is shown once. The one before signs along for a day. */
  rotate(endpoint: string, atMs: number): string {
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const until = new Date(atMs + OVERLAP_MS).toISOString()
    const held = this.of(endpoint)
    const former = held.secrets
      .filter((one) => one.until === null || Date.parse(one.until) > atMs)
      .map((one) => ({ ...one, until: one.until ?? until }))
    this.#write(endpoint, { ...held, secrets: [{ secret, until: null }, ...former] })
    return secret
  }

  /** Keeps an address that is a credential. */
  keepUrl(endpoint: string, url: string): void {
    this.#write(endpoint, { ...this.of(endpoint), url })
  }

  #read(): Record<string, Held> {
    if (!existsSync(this.#path)) return {}
    return fileSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')))
  }

  #write(endpoint: string, held: Held): void {
    const all = { ...this.#read(), [endpoint]: held }
    mkdirSync(join(this.#path, '..'), { recursive: true, mode: 0o700 })
    const draft = `${this.#path}.next`
    writeFileSync(draft, JSON.stringify(all), { mode: 0o600 })
    renameSync(draft, this.#path)
  }
}

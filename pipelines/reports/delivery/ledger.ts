/**
 * What left the house, on disk before anything else is noted: a database that has to be rebuilt does not know, and nobody
 * wants a report twice.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export class Ledger {
  readonly #path: string
  readonly #sent: Set<string>

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'reports', 'sent.jsonl')
    this.#sent = new Set(existsSync(this.#path) ? linesOf(readFileSync(this.#path, 'utf8')) : [])
  }

  has(mail: string): boolean {
    return this.#sent.has(mail)
  }

  /** Durable when it resolves. */
  async note(mail: string, at: string): Promise<void> {
    mkdirSync(dirname(this.#path), { recursive: true })
    const file = await open(this.#path, 'a', 0o600)
    try {
      await file.write(`\n${JSON.stringify({ mail, at })}`)
      await file.datasync()
    } finally {
      await file.close()
    }
    this.#sent.add(mail)
  }
}

/** Lines begin with their break, so that one cut short by a kill spoils no other. */
function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [(JSON.parse(line) as { mail: string }).mail]
    } catch {
      return []
    }
  })
}

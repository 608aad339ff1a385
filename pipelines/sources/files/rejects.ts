import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reject } from './rows.ts'

/** Collects the rejects of one import in `<dataDir>/rejects/<name>-<sha8>.jsonl`. */
export interface RejectsWriter {
  write(rejects: readonly Reject[]): Promise<void>
  /** Finishes the file. Returns its path, or null where nothing was rejected. */
  close(): Promise<string | null>
  /** Gives the import up: nothing stays behind. */
  discard(): Promise<void>
}

/**
 * One line per reject: `{"row":17,"reason":"status: \"Foo\" is not mapped","raw":"…"}`. The file appears when it is
 * complete, replaces the one of an earlier import of the same bytes, and is readable by its owner only, since rows
 * may hold personal data. `sha256` is that of the imported file.
 */
export function rejectsWriter(dataDir: string, name: string, sha256: string): RejectsWriter {
  const folder = join(dataDir, 'rejects')
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100)
  const path = join(folder, `${plain}-${sha256.slice(0, 8)}.jsonl`)
  const partial = `${path}.partial`
  let file: FileHandle | null = null
  return {
    async write(rejects) {
      if (rejects.length === 0) return
      if (!file) {
        await mkdir(folder, { recursive: true })
        file = await open(partial, 'w', 0o600)
      }
      const lines = rejects.map(({ row, reason, raw }) => `${JSON.stringify({ row, reason, raw })}\n`)
      await file.appendFile(lines.join(''))
    },
    async close() {
      if (!file) {
        await rm(path, { force: true })
        return null
      }
      await file.sync()
      await file.close()
      await rename(partial, path)
      return path
    },
    async discard() {
      await file?.close()
      await rm(partial, { force: true })
    },
  }
}

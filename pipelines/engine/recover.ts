/** Opens a database whose files may have suffered: what cannot be read is set aside, never deleted, and reported. */
import { open, readdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { PegelError } from '../errors.ts'
import { failureOf } from './failures.ts'
import { openEngine } from './open.ts'
import type { Engine } from './port.ts'
import type { EngineOptions } from './settings.ts'

export interface Recovery {
  /** `wal`: the newest commits are missing; `database`: everything is. */
  kind: 'wal' | 'database'
  /** Where the damaged files are now. */
  quarantined: string[]
  reason: string
}

/** A log starts with its version entry; the engine passes over one that does not without a word. */
const WAL_START = Buffer.from([0x64, 0x00, 0x62])

/**
 * Opens the database. A write-ahead log that does not replay is moved to `*.wal.corrupt-<instant>`, a damaged database
 * with its log to `*.corrupt-<instant>`, and what is left is opened; the caller has to rebuild what is missing.
 * `failedWith` is the error that `onFatal` reported before, if any: where it tells of a damaged file, that file is set
 * aside even though it opens. Throws `conflict` when another process has the database or a newer version wrote it.
 */
export async function openWithRecovery(
  options: EngineOptions,
  failedWith?: Error,
): Promise<{ engine: Engine; recovered: Recovery | null }> {
  let recovered: Recovery | null = null
  const setAside = async (kind: Recovery['kind'], reason: string) => {
    const moved = await quarantine(options.path, kind)
    recovered = {
      kind: recovered?.kind === 'database' ? 'database' : kind,
      quarantined: [...(recovered?.quarantined ?? []), ...moved],
      reason: recovered === null ? reason : `${recovered.reason}; ${reason}`,
    }
    return moved.length > 0
  }
  const before = await visibleDamage(options.path, failedWith)
  if (before !== null) await setAside(before.kind, before.reason)
  for (;;) {
    try {
      return { engine: await openEngine(options), recovered }
    } catch (error) {
      const failure = failureOf(error, options.path)
      const reason = (error as Error).message
      if (failure === 'locked' || failure === 'newer') throw new PegelError('conflict', reason)
      if (failure !== 'wal' && failure !== 'database') throw error
      if (!(await setAside(failure, reason))) throw error
    }
  }
}

/** Damage that opening would pass over: a log without its database, a log without its start, damage met while reading. */
async function visibleDamage(
  path: string,
  failedWith: Error | undefined,
): Promise<Pick<Recovery, 'kind' | 'reason'> | null> {
  if (path === ':memory:') return null
  if (failedWith !== undefined && failureOf(failedWith, path) === 'database') {
    return { kind: 'database', reason: failedWith.message }
  }
  const log = await firstBytes(`${path}.wal`)
  if (log === null || log.length < WAL_START.length) return null
  const database = await stat(path).catch(() => null)
  if (database === null) return { kind: 'database', reason: 'The database file is missing, its log is there' }
  if (!log.equals(WAL_START)) return { kind: 'wal', reason: 'The write-ahead log has no readable start' }
  return null
}

async function firstBytes(path: string): Promise<Buffer | null> {
  const handle = await open(path, 'r').catch(() => null)
  if (handle === null) return null
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(WAL_START.length), 0, WAL_START.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Moves the log, or the database with its log, out of the way; returns the new names. */
async function quarantine(path: string, kind: Recovery['kind']): Promise<string[]> {
  const folder = dirname(resolve(path))
  const name = basename(path)
  const suffix = `.corrupt-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`
  const moved: string[] = []
  for (const found of await readdir(folder)) {
    const isLog = found.startsWith(`${name}.wal`) && !found.includes('.corrupt-')
    if (!isLog && !(kind === 'database' && found === name)) continue
    const target = join(folder, found + suffix)
    await rename(join(folder, found), target)
    moved.push(target)
  }
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  return moved
}

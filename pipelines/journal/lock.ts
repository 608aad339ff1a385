/**
 * One process a data folder. A claim is a file named after the process and the instant it started, so that a claim
 * whose process was killed is told from one whose number another process has got since.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PegelError } from '../errors.ts'

const NAME = /^pegel\.(\d+)\.([0-9a-z]+)\.lock$/
const TRIES = 20
const TRY_MS = 50

interface Claim {
  readonly pid: number
  readonly started: string
}

/**
 * Claims the folder (made when absent) for this process and returns the function that gives it back. Claims of
 * processes that have ended are removed. Throws `conflict`, naming the process, when another one has the folder.
 */
export async function acquireLock(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true })
  const own: Claim = { pid: process.pid, started: (await startOf(process.pid)) ?? '0' }
  const path = join(dataDir, `pegel.${own.pid}.${own.started}.lock`)
  const handle = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw held(dataDir, own.pid)
    throw error
  })
  await handle.close()
  try {
    await outlive(dataDir, own)
  } catch (error) {
    await unlink(path)
    throw error
  }
  return () => unlink(path).catch(() => {})
}

/**
 * Every claimant writes its claim before it looks, so of two that start together at least one sees the other: the one
 * with the higher number gives way at once, the lower one waits a moment for it to do so.
 */
async function outlive(dataDir: string, own: Claim): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const other = (await claims(dataDir)).find(
      (claim) => claim.pid !== own.pid || claim.started !== own.started,
    )
    if (other === undefined) return
    if (other.pid < own.pid || attempt === TRIES) throw held(dataDir, other.pid)
    await setTimeout(TRY_MS)
  }
}

/** Claims of processes that live; the others are removed. */
async function claims(dataDir: string): Promise<Claim[]> {
  const found: Claim[] = []
  for (const name of await readdir(dataDir)) {
    const match = NAME.exec(name)
    if (!match) continue
    const claim = { pid: Number(match[1]), started: match[2] as string }
    if ((await startOf(claim.pid)) === claim.started) found.push(claim)
    else await unlink(join(dataDir, name)).catch(() => {})
  }
  return found
}

function held(dataDir: string, pid: number): PegelError {
  return new PegelError('conflict', `The data folder ${dataDir} is in use by process ${pid}`)
}

/** What tells this process from any other that ever has its number, or null when there is none with it. */
async function startOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    // The second field is the program's name in brackets and may contain anything.
    const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] as string
    return boot.slice(0, 8) + BigInt(ticks).toString(36)
  } catch {
    return startByPs(pid)
  }
}

/** For systems without `/proc`. */
async function startByPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)])
    return createHash('sha256').update(stdout.trim()).digest('hex').slice(0, 12)
  } catch {
    return isAlive(pid) ? '0' : null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

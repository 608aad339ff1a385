import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock } from './lock.ts'

const MODULE = new URL('./lock.ts', import.meta.url).href
const children: ChildProcess[] = []
let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pegel-lock-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(dir, { recursive: true })
})

/** Another process that tries for the lock; resolves with what it says. */
async function contender(): Promise<{ child: ChildProcess; said: string }> {
  const code = `const { acquireLock } = await import(${JSON.stringify(MODULE)})
    await acquireLock(${JSON.stringify(dir)}).then(() => console.log('held'), (error) => console.log(error.message))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

describe('acquireLock', () => {
  it('refuses while another process has the folder, naming it, and takes over at once when that is killed', async () => {
    const { child, said } = await contender()
    expect(said).toBe('held')
    await expect(acquireLock(dir)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`process ${child.pid}`),
    })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect((await contender()).said).toBe('held')
    expect(await readdir(dir)).toHaveLength(1)
  })

  it('gives the folder to one at most of several that start together', async () => {
    const said = await Promise.all([contender(), contender(), contender()])
    expect(said.filter((one) => one.said === 'held').length).toBeLessThanOrEqual(1)
  })

  it('refuses a second claim of its own process until the first is given back', async () => {
    const release = await acquireLock(dir)
    await expect(acquireLock(dir)).rejects.toMatchObject({ code: 'conflict' })
    await release()
    const again = await acquireLock(dir)
    await again()
    expect(await readdir(dir)).toEqual([])
  })

  it('is not held up by a claim whose process number another process has got since', async () => {
    await writeFile(join(dir, `pegel.${process.ppid}.00000000abc.lock`), '')
    const release = await acquireLock(dir)
    expect(await readdir(dir)).toHaveLength(1)
    await release()
  })
})

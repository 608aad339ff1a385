import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { openAt, printed, sampleFiles, tempFolder } from './folder.ts'

const folder = tempFolder()
afterAll(() => folder.remove())

it('keeps nothing of a file that breaks off, and takes what comes behind it', async () => {
  const { inbox } = await sampleFiles(10_000)
  const lines = readFileSync(inbox, 'utf8').split('\n').filter(Boolean)
  const [before, behind] = [lines.slice(0, 6000), lines.slice(6000, 6400)]
  // More than is read at a time, so that rows wait to be stored when it breaks off.
  const packed = gzipSync([before, before, before, before].flat().join('\n'))
  const broken = join(folder.path, 'broken.jsonl.gz')
  writeFileSync(broken, packed.subarray(0, packed.length - 500))
  const whole = join(folder.path, 'whole.jsonl')
  writeFileSync(whole, behind.join('\n'))

  const pegel = await openAt(join(folder.path, 'after-it'))
  await expect(pegel.importFile({ source: 'inbox', path: broken })).rejects.toMatchObject({ code: 'invalid' })
  expect(await pegel.engine.rows('select count(*) as events from event')).toEqual([{ events: 0 }])
  const behindIt = await pegel.importFile({ source: 'inbox', path: whole })

  const alone = await openAt(join(folder.path, 'alone'))
  const { read, accepted, duplicate } = await alone.importFile({ source: 'inbox', path: whole })
  expect(behindIt).toMatchObject({ read, accepted, duplicate })
  for (const fact of ['ticket', 'response', 'rating'] as const)
    expect(await printed(pegel, fact), fact).toBe(await printed(alone, fact))
  await pegel.close()
  await alone.close()
})

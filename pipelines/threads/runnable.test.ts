import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runnable } from './runnable.mjs'

let root: string
const source = (name: string) => join(root, 'pipelines', name)
const says = async () => {
  const address = await runnable(pathToFileURL(source('main.ts')).href, root)
  return { address, ...((await import(/* @vite-ignore */ address)) as { said: string; at: string }) }
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pegel-runnable-'))
  for (const folder of ['pipelines', 'sample-data', 'server']) mkdirSync(join(root, folder))
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  writeFileSync(
    source('main.ts'),
    `import { word } from './word.ts'\nexport const said: string = word\nexport const at = import.meta.url`,
  )
  writeFileSync(source('word.ts'), `export const word = 'first' as const`)
})
afterAll(() => rmSync(root, { recursive: true }))

it('runs the sources as they are by now, and builds them once', async () => {
  const before = await says()
  expect(before.said).toBe('first')
  expect((await says()).address).toBe(before.address)
  writeFileSync(source('word.ts'), `export const word = 'the second' as const`)
  const after = await says()
  expect(after.said).toBe('the second')
  expect(after.address).not.toBe(before.address)
})

it('finds what lies beside a source', async () => {
  expect((await says()).at).toBe(pathToFileURL(source('main.ts')).href)
})

it('is made by several processes at once', async () => {
  writeFileSync(source('word.ts'), `export const word = 'at once' as const`)
  const all = await Promise.all([says(), says(), says()])
  expect(new Set(all.map(({ said, address }) => `${said} ${address}`)).size).toBe(1)
})

it('keeps few of the builds of earlier sources', async () => {
  for (let edit = 0; edit < 8; edit++) {
    writeFileSync(source('word.ts'), `export const word = 'edit ${'x'.repeat(edit)}' as const`)
    await says()
  }
  expect(readdirSync(join(root, 'node_modules', '.cache', 'pegel'))).toHaveLength(5)
})

it('leaves alone what is no source', async () => {
  expect(await runnable('data:text/javascript,1', root)).toBe('data:text/javascript,1')
  expect(await runnable(import.meta.url, root)).toBe(import.meta.url)
})

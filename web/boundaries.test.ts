import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from '@swc/core'
import { expect, it } from 'vitest'

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join('web', name))
const imports = files.flatMap(importsOf)

it('reads the imports of every file', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(imports.length).toBeGreaterThan(400)
})

it('takes nothing but types from server and pipelines', () => {
  const taken = imports.filter(
    ({ to, typeOnly }) => /^(server|pipelines|sample-data)\//.test(to) && !typeOnly,
  )
  expect(taken).toEqual([])
})

it('keeps features to themselves', () => {
  const feature = (path: string) => /^web\/features\/([^/]+)\//.exec(path)?.[1]
  const crossing = imports.filter(
    ({ from, to }) => feature(from) && feature(to) && feature(from) !== feature(to),
  )
  expect(crossing).toEqual([])
})

it('goes one way: app → features → components → lib', () => {
  const floors = ['web/lib/', 'web/components/', 'web/features/', 'web/app/']
  const floor = (path: string) => floors.findIndex((start) => path.startsWith(start))
  const upwards = imports.filter(({ from, to }) => floor(from) >= 0 && floor(to) > floor(from))
  expect(upwards).toEqual([])
})

function importsOf(file: string): Import[] {
  const ast = parseSync(readFileSync(join(root, file), 'utf8'), { syntax: 'typescript', tsx: true })
  return ast.body.flatMap((item) => {
    if (item.type !== 'ImportDeclaration' && item.type !== 'ExportNamedDeclaration') return []
    if (!item.source?.value.startsWith('.')) return []
    const to = relative(root, join(root, dirname(file), item.source.value))
    return [{ from: file, to, typeOnly: item.typeOnly }]
  })
}

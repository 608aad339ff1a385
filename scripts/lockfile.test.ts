import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface Lockfile {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>
}

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))

it('the lockfile has the optional packages of every platform, without which npm ci refuses it', () => {
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as Lockfile
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => {
      const places = [`${at}/node_modules/${name}`, `node_modules/${name}`]
      return !places.some((place) => place in packages)
    }),
  )
  expect(missing).toEqual([])
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const sheets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
)

/** What stands in `@media print` of a sheet: no rule of it lies deeper than its own braces. */
const printed = (css: string) => [...css.matchAll(/@media print \{([^{}]*\{[^{}]*\})*/g)].join('\n')

it('leaves out of paper what says so on the page, by the one rule for it', () => {
  const hiding = sheets.filter((name) => /display: none/.test(printed(readFileSync(root + name, 'utf8'))))
  expect(hiding).toEqual(['app/global.css'])
})

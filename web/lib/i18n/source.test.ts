import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { expect, it } from 'vitest'
import { allEnglish } from './all-texts.ts'

type Node = { readonly [key: string]: unknown }
type Tree = { readonly [key: string]: string | Tree }

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|i18n\//.test(name))
  .map((name) => ({
    name,
    ast: parseSync(name, readFileSync(root + name, 'utf8')).program,
  }))

/** Attributes whose value a person reads or hears. */
const SAID = [
  'aria-label',
  'title',
  'label',
  'placeholder',
  'alt',
  'summary',
  'caption',
  'note',
  'header',
  'hint',
]
const WORD = /\p{L}{2,}/u

function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item)
  else if (typeof value === 'object' && value !== null) {
    const node = value as Node
    if (typeof node.type === 'string') yield node
    for (const child of Object.values(node)) yield* nodes(child)
  }
}

const literal = (node: unknown): string | null => {
  const { type, value } = (node ?? {}) as Node
  return type === 'Literal' && typeof value === 'string' ? value : null
}

it('leaves no text in a component that no language can change', () => {
  const found = files.flatMap(({ name, ast }) =>
    [...nodes(ast)].flatMap((node) => {
      const texts: (string | null)[] = []
      if (node.type === 'JSXText') texts.push(String(node.value))
      if (node.type === 'JSXElement') {
        const children = node.children as Node[]
        texts.push(...children.map((child) => literal(child.expression)))
      }
      if (node.type === 'JSXAttribute' && SAID.includes(String((node.name as Node).name))) {
        texts.push(literal(node.value), literal((node.value as Node | null)?.expression))
      }
      return texts.filter((text) => text !== null && WORD.test(text)).map((text) => `${name}: ${text}`)
    }),
  )
  expect(files.length).toBeGreaterThan(60)
  expect(found).toEqual([])
})

it('keeps no text that no page says', () => {
  const exact = new Set<string>()
  const beginnings = new Set<string>()
  for (const node of files.flatMap(({ ast }) => [...nodes(ast)])) {
    const text = literal(node)
    if (text !== null) exact.add(text)
    if (node.type === 'TemplateLiteral') {
      const [first] = node.quasis as { value: { raw: string } }[]
      const begun = first?.value.raw ?? ''
      if (begun.includes('.')) beginnings.add(begun)
    }
  }
  const said = (key: string) =>
    exact.has(key) ||
    exact.has(key.replace(/_(one|other)$/, '')) ||
    [...beginnings].some((begun) => key.startsWith(begun))
  expect(keysOf(allEnglish).filter((key) => !said(key))).toEqual([])
})

function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`),
  )
}

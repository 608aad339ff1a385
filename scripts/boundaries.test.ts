import { describe, expect, it } from 'vitest'
import { edgesOf, violations } from './boundaries.mjs'

const value = (from: string, to: string) => ({ from, to, typesOnly: false })
const types = (from: string, to: string) => ({ from, to, typesOnly: true })

describe('import boundaries', () => {
  it.each([
    value('server/app.ts', '@duckdb/node-api'),
    value('pipelines/engine/open.ts', 'pipelines/journal/journal.ts'),
    value('pipelines/metrics/query.ts', 'pipelines/engine/open.ts'),
    types('server/app.ts', 'pipelines/engine/open.ts'),
    types('pipelines/pegel.ts', 'server/app.ts'),
    value('pipelines/pegel.ts', 'sample-data/generate.ts'),
    types('server/app.ts', 'web/main.tsx'),
    value('web/lib/a.ts', 'pipelines/metrics/types.ts'),
    types('web/features/live/a.tsx', 'web/features/explore/b.tsx'),
    types('web/lib/a.ts', 'web/components/b.tsx'),
    value('web/components/a.tsx', 'web/app/b.tsx'),
  ])('refuse $from → $to', (edge) => expect(violations([edge])).toHaveLength(1))

  it.each([
    value('pipelines/engine/open.ts', '@duckdb/node-api'),
    value('pipelines/engine/open.ts', 'pipelines/errors.ts'),
    value('pipelines/metrics/query.ts', 'pipelines/engine/port.ts'),
    value('server/app.ts', 'pipelines/metrics/query.ts'),
    types('web/lib/a.ts', 'pipelines/metrics/types.ts'),
    value('web/features/live/a.tsx', 'web/features/live/tiles/b.tsx'),
    value('web/features/live/a.tsx', 'web/components/c.tsx'),
    value('web/app/a.tsx', 'web/lib/b.ts'),
  ])('let $from → $to through', (edge) => expect(violations([edge])).toEqual([]))

  it('find cycles, those of types aside', () => {
    const [ab, bc, ca] = [value('a.ts', 'b.ts'), value('b.ts', 'c.ts'), value('c.ts', 'a.ts')]
    expect(violations([ab, bc, ca])).toEqual(['no cycles: a.ts → b.ts → c.ts → a.ts'])
    expect(violations([ab, bc, types('c.ts', 'a.ts')])).toEqual([])
  })

  it('see every kind of import, and JSX', () => {
    const source = `
      import type { A } from './a.ts'
      import { type B } from './b.ts'
      import { type C, c } from './c.ts'
      import './d.css'
      export { e } from '../e.ts'
      export type { F } from './f.ts'
      export * from './g.ts'
      const h = import('./h.ts')
      export const view = <p title="t">{c}</p>`
    expect(edgesOf('web/x/view.tsx', source).map(({ to, typesOnly }) => [to, typesOnly])).toEqual([
      ['web/x/a.ts', true],
      ['web/x/b.ts', true],
      ['web/x/c.ts', false],
      ['web/x/d.css', false],
      ['web/e.ts', false],
      ['web/x/f.ts', true],
      ['web/x/g.ts', false],
      ['web/x/h.ts', false],
    ])
  })
})

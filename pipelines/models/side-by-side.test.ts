import { expect, test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

const MODELS = [
  { name: 'rows', reads: ['events'] },
  { name: 'leaf', reads: ['rows'] },
  { name: 'chain', reads: ['rows'] },
  { name: 'middle', reads: ['chain'] },
  { name: 'last', reads: ['middle', 'leaf'] },
]

/** What began and ended, in order; each ends when it is told to. */
function course(lanes: string[], models = MODELS, unreleasable = '') {
  const told: string[] = []
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>()
  const released: string[] = []
  const done = sideBySide(models, lanes, {
    fold(model, lane) {
      told.push(`${model.name} on ${lane}`)
      return new Promise<void>((resolve, reject) => ends.set(model.name, { resolve, reject }))
    },
    async release({ name }) {
      if (name === unreleasable) throw new Error('no room')
      released.push(name)
    },
  })
  const end = async (name: string) => {
    ends.get(name)?.resolve()
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return { told, released, ends, end, done }
}

test('each model waits for those that it reads, and for nothing else', async () => {
  const { told, end, done } = course(['a', 'b'])
  expect(told).toEqual(['rows on b'])
  await end('rows')
  expect(told).toEqual(['rows on b', 'chain on b', 'leaf on a'])
  await end('chain')
  expect(told.at(-1)).toBe('middle on b')
  await end('middle')
  expect(told.length).toBe(4)
  await end('leaf')
  expect(told.length).toBe(5)
  await end('last')
  await done
})

test('with one lane the longest chain comes first', async () => {
  const { told, end, done } = course(['a'])
  for (const name of ['rows', 'chain', 'leaf', 'middle', 'last']) await end(name)
  await done
  expect(told.map((one) => one.split(' ')[0])).toEqual(['rows', 'chain', 'leaf', 'middle', 'last'])
})

test('a failure is told when nothing runs any more, and nothing begins behind it', async () => {
  const { told, ends, end, done } = course(['a', 'b'])
  await end('rows')
  let failed: unknown = null
  done.catch((error: unknown) => {
    failed = error
  })
  ends.get('chain')?.reject(new Error('no'))
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  expect(failed).toBeNull()
  await end('leaf')
  await expect(done).rejects.toThrow('no')
  expect(told.length).toBe(3)
})

test('what nothing reads any more is given back, once', async () => {
  const { released, end, done } = course(['a', 'b'])
  await end('rows')
  await end('leaf')
  expect(released).toEqual([])
  await end('chain')
  expect(released).toEqual(['rows'])
  await end('middle')
  expect(released).toEqual(['rows', 'chain'])
  await end('last')
  await done
  expect(released).toEqual(['rows', 'chain', 'leaf', 'middle', 'last'])
})

test('that it cannot be given back is told, of the last one too', async () => {
  for (const name of ['rows', 'last']) {
    const { end, done } = course(['a'], MODELS, name)
    const failed = expect(done).rejects.toThrow('no room')
    for (const { name } of MODELS) await end(name)
    for (const { name } of MODELS) await end(name)
    await failed
  }
})

test('of nothing nothing comes', async () => {
  await course(['a'], []).done
})

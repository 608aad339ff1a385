import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

it('runs one after the other, what fails included', async () => {
  const turns = new Turns()
  const seen: string[] = []
  const step = (name: string, fails = false) =>
    turns.run(async () => {
      seen.push(`${name} begins`)
      await null
      seen.push(`${name} ends`)
      if (fails) throw new Error(name)
    })
  const first = step('a', true)
  const second = step('b')
  await expect(first).rejects.toThrow('a')
  await second
  await turns.idle()
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

it('is over when what was asked for meanwhile is', async () => {
  const turns = new Turns()
  const seen: string[] = []
  void turns.run(async () => {
    void turns.run(async () => {
      await null
      seen.push('what came of it')
    })
    seen.push('the first')
  })
  await turns.over()
  expect(seen).toEqual(['the first', 'what came of it'])
})

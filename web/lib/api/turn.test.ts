import { expect, test } from 'vitest'
import { turns } from './turn.ts'

function question() {
  let answer: (value: string) => void = () => {}
  let fail: (error: Error) => void = () => {}
  const answered = new Promise<string>((resolve, reject) => {
    answer = resolve
    fail = reject
  })
  return { answered, answer, fail }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('what can wait is asked when the last of the first questions is answered, also when it was asked before them', async () => {
  const { first, later } = turns()
  const [chart, figure] = [question(), question()]
  const asked: string[] = []
  const aside = later(async () => asked.push('aside'))
  const pictures = [first(() => chart.answered), first(() => figure.answered)]
  await settled()
  expect(asked).toEqual([])
  chart.answer('chart')
  await settled()
  expect(asked).toEqual([])
  figure.answer('figure')
  await aside
  expect(asked).toEqual(['aside'])
  expect(await Promise.all(pictures)).toEqual(['chart', 'figure'])
})

test('a first question that fails holds nobody up, and a question that nobody waits for is not asked', async () => {
  const { first, later } = turns()
  const chart = question()
  const leaving = new AbortController()
  let asked = 0
  const picture = first(() => chart.answered)
  const stayed = later(async () => ++asked)
  const left = later(async () => ++asked, leaving.signal)
  const refused = expect(left).rejects.toThrow('left')
  leaving.abort(new Error('left'))
  chart.fail(new Error('no chart'))
  await expect(picture).rejects.toThrow('no chart')
  expect(await stayed).toBe(1)
  await refused
  expect(asked).toBe(1)
})

test('with nothing else to ask nobody waits', async () => {
  const { later } = turns()
  expect(await later(async () => 'aside')).toBe('aside')
})

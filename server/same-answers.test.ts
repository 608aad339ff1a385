import { Hono } from 'hono'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sameAnswers } from './same-answers.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** An app that tells what it was asked, and how often it had to think. */
function appWith(forMs?: number) {
  const data = { dataVersion: 1, configVersion: 0, asOf: '2026-11-20T12:00:00Z' }
  const seen = { thought: 0, gate: Promise.resolve() }
  const app = new Hono()
  app.use('/ask', sameAnswers(data, forMs))
  app.all('/ask', async (c) => {
    seen.thought += 1
    const mine = seen.thought
    const question = c.req.method === 'POST' ? await c.req.json() : c.req.query('q')
    await seen.gate
    if (question === 'fail' && mine === 1) return c.json({ mine }, 503)
    if (c.req.header('accept') === 'text/csv') return c.text(`csv ${mine}`)
    return c.json({ question, mine })
  })
  const post = async (question: unknown, headers = {}) => {
    const body = JSON.stringify(question)
    const response = await app.request('/ask', { method: 'POST', body, headers })
    return { status: response.status, text: await response.text() }
  }
  const get = async (q: string) => (await app.request(`/ask?q=${q}`)).json() as Promise<{ mine: number }>
  return { data, seen, post, get }
}

it('thinks once about the same question for as long as the data stands', async () => {
  const { data, seen, post } = appWith()
  const [first, second] = await Promise.all([post({ a: 1 }), post({ a: 1 })])
  expect(first).toEqual(second)
  expect(await post({ a: 1 })).toEqual(first)
  expect((await post({ a: 2 })).text).not.toBe(first.text)
  expect(seen.thought).toBe(2)
  data.dataVersion = 2
  expect((await post({ a: 1 })).text).toBe('{"question":{"a":1},"mine":3}')
  data.asOf = '2026-11-20T12:01:00Z'
  await post({ a: 1 })
  expect(seen.thought).toBe(4)
})

it('gives nobody else what the data outran, a failure, or a question about now', async () => {
  const { data, seen, post } = appWith()
  let open: () => void = () => {}
  seen.gate = new Promise((resolve) => (open = resolve))
  const slow = post({ a: 1 })
  await vi.waitFor(() => expect(seen.thought).toBe(1))
  data.dataVersion = 2
  open()
  await slow
  expect((await post({ a: 1 })).text).toContain('"mine":2')
  await post({ from: 'now-7d' })
  await post({ from: 'now-7d' })
  expect(seen.thought).toBe(4)
  expect((await post({ a: 1 }, { accept: 'text/csv' })).text).toBe('csv 5')

  const failing = appWith()
  const both = await Promise.all([failing.post('fail'), failing.post('fail')])
  expect(both.map(({ status }) => status)).toEqual([503, 200])
})

it('may be told how long an answer lasts', async () => {
  const { get } = appWith(1000)
  expect((await get('x')).mine).toBe(1)
  vi.advanceTimersByTime(999)
  expect((await get('x')).mine).toBe(1)
  expect((await get('y')).mine).toBe(2)
  vi.advanceTimersByTime(1)
  expect((await get('x')).mine).toBe(3)
})

it('thinks again when the configuration has changed: whoever saves sees what they saved', async () => {
  const { data, seen, post } = appWith(60_000)
  await post({ a: 1 })
  data.configVersion = 1
  await post({ a: 1 })
  expect(seen.thought).toBe(2)
})

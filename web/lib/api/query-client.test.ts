import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from './problem.ts'
import { CATALOG, createQueryClient, DATA, mover } from './query-client.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A figure on the page whose answer takes `answerMs`; counts how often it was asked for and how often given up. */
function watched(answerMs: number) {
  const client = createQueryClient()
  const seen = { asked: 0, aborted: 0 }
  const observer = new QueryObserver(client, {
    queryKey: [DATA, 'figure'],
    queryFn: ({ signal }) => {
      seen.asked++
      signal.addEventListener('abort', () => seen.aborted++)
      return new Promise((resolve) => setTimeout(() => resolve(seen.asked), answerMs))
    },
  })
  const stop = observer.subscribe(() => {})
  return { client, seen, stop, observer }
}

it('asks again when the data moved, at most every two seconds', async () => {
  const { client, seen, stop } = watched(10)
  await vi.advanceTimersByTimeAsync(100)
  const move = mover(client)
  for (let i = 0; i < 30; i++) {
    move()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(seen).toEqual({ asked: 3, aborted: 0 })
  stop()
})

it('lets an answer under way arrive, and asks once more after it', async () => {
  const { client, seen, stop, observer } = watched(1500)
  await vi.advanceTimersByTimeAsync(100)
  mover(client)()
  await vi.advanceTimersByTimeAsync(1500)
  expect(observer.getCurrentResult().data).toBe(1)
  await vi.advanceTimersByTimeAsync(4000)
  expect(seen).toEqual({ asked: 2, aborted: 0 })
  expect(observer.getCurrentResult().data).toBe(2)
  stop()
})

it('begins a little after it was told, each page at a moment of its own, and once however often it was told', async () => {
  const { client, seen, stop } = watched(10)
  await vi.advanceTimersByTimeAsync(100)
  const move = mover(client, 250)
  move()
  move()
  await vi.advanceTimersByTimeAsync(249)
  expect(seen.asked).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(seen.asked).toBe(2)
  await vi.advanceTimersByTimeAsync(3000)
  expect(seen.asked).toBe(2)
  stop()
})

it('says within a second that something cannot be had, and asks again for it when the data moved', async () => {
  const client = createQueryClient()
  let works = false
  const queryFn = () =>
    works ? Promise.resolve(1) : Promise.reject(new ApiError(500, 'internal', 'the server is ill'))
  const observer = new QueryObserver(client, { queryKey: [CATALOG, 'metrics'], queryFn })
  const stop = observer.subscribe(() => {})
  await vi.advanceTimersByTimeAsync(1000)
  expect(observer.getCurrentResult().status).toBe('error')
  works = true
  mover(client, 0)()
  await vi.advanceTimersByTimeAsync(100)
  expect(observer.getCurrentResult().data).toBe(1)
  stop()
})

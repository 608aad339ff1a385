import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { together } from './together.ts'

function asked(queryFn: () => Promise<string>) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const observer = new QueryObserver(client, { queryKey: ['one'], queryFn })
  observer.subscribe(() => {})
  const settled = () => expect.poll(() => observer.getCurrentResult().isFetching).toBe(false)
  return { observer, settled, now: () => observer.getCurrentResult() }
}

it('waits for what is shown with it, once', async () => {
  const main = asked(() => Promise.resolve('figures'))
  const aside = asked(() => Promise.resolve('names'))
  await main.settled()
  const waiting = new QueryObserver(new QueryClient(), {
    queryKey: ['late'],
    queryFn: () => new Promise(() => {}),
  })
  waiting.subscribe(() => {})
  expect(together(main.now(), waiting.getCurrentResult()).data).toBeUndefined()
  await aside.settled()
  expect(together(main.now(), aside.now()).data).toBe('figures')
})

it('keeps the picture while what could not be had is asked for again', async () => {
  const main = asked(() => Promise.resolve('figures'))
  const aside = asked(() => Promise.reject(new Error('ill')))
  await main.settled()
  await aside.settled()
  expect(together(main.now(), aside.now()).data).toBe('figures')
  const again = aside.observer.refetch()
  expect(aside.now()).toMatchObject({ isFetching: true, isLoading: true })
  expect(together(main.now(), aside.now()).data).toBe('figures')
  await again
})

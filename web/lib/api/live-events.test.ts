import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openLiveEvents } from './live-events.ts'
import type { LiveState } from './live-line.ts'
import { shareLine } from './shared-line.ts'

class Line extends EventTarget {
  static readonly CLOSED = 2
  static all: Line[] = []
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null

  constructor(readonly url: string) {
    super()
    Line.all.push(this)
  }

  close() {
    this.readyState = Line.CLOSED
  }

  tell(dataVersion: number) {
    this.onopen?.()
    this.dispatchEvent(new MessageEvent('version', { data: JSON.stringify({ dataVersion }) }))
  }

  lose() {
    this.close()
    this.onerror?.()
  }
}

/** Delivers at once to all others that are open. */
class Channel {
  static open = new Set<Channel>()
  onmessage: ((event: { data: unknown }) => void) | null = null

  constructor() {
    Channel.open.add(this)
  }

  postMessage(data: unknown) {
    for (const other of Channel.open) if (other !== this) other.onmessage?.({ data: structuredClone(data) })
  }

  close() {
    Channel.open.delete(this)
  }
}

/** One lock, given in the order of asking. */
function lockManager(): LockManager {
  let last = Promise.resolve()
  const request = (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
    const done = last.then(() => (signal.aborted ? Promise.reject(signal.reason) : work()))
    last = done.catch(() => {})
    return done
  }
  return { request } as unknown as LockManager
}

/** A window: `heard` has what it was told. */
async function windowOn(locks: LockManager) {
  const heard: LiveState[] = []
  const leave = shareLine(locks, (state) => heard.push(state))
  await passed()
  return { heard, leave }
}

/** What is promised has come about. */
const passed = () => vi.advanceTimersByTimeAsync(0)

const page = Object.assign(new EventTarget(), { hidden: false })
const show = (visible: boolean) => {
  page.hidden = !visible
  page.dispatchEvent(new Event('visibilitychange'))
}
const open = () => Line.all.filter(({ readyState }) => readyState !== Line.CLOSED)
let close = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Line)
  vi.stubGlobal('document', page)
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('BroadcastChannel', Channel)
  Channel.open.clear()
  Line.all = []
  page.hidden = false
})
afterEach(() => {
  close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('leaves its line to other tabs while hidden, and hears what it missed once it is shown again', () => {
  const moved = vi.fn()
  close = openLiveEvents(moved)
  Line.all[0]?.tell(1)
  show(false)
  expect(open()).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(Line.all).toHaveLength(1)
  show(true)
  Line.all[1]?.tell(1)
  expect(moved).not.toHaveBeenCalled()
  show(false)
  show(true)
  Line.all[2]?.tell(2)
  expect(moved).toHaveBeenCalledTimes(1)
  expect(open()).toHaveLength(1)
})

it('opens none in a tab that was never shown, and one at most after losses, sleeps and views', () => {
  const moved = vi.fn()
  page.hidden = true
  close = openLiveEvents(moved)
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(10_000)
  expect([Line.all.length, moved.mock.calls.length]).toEqual([0, 0])
  show(true)
  Line.all[0]?.lose()
  show(true)
  vi.advanceTimersByTime(60_000)
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(10_000)
  expect(open()).toHaveLength(1)
  close()
  show(true)
  vi.advanceTimersByTime(60_000)
  expect(open()).toEqual([])
})

it('is one line for all windows, which hear the same; when its window closes, the next opens one', async () => {
  const locks = lockManager()
  const windows: Awaited<ReturnType<typeof windowOn>>[] = []
  for (let at = 0; at < 8; at += 1) windows.push(await windowOn(locks))
  expect(Line.all).toHaveLength(1)
  Line.all[0]?.tell(1)
  const versions = () => windows.map(({ heard }) => heard.at(-1)?.notice?.dataVersion)
  expect(versions()).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
  windows[3]?.leave()
  windows[0]?.leave()
  await passed()
  expect(Line.all).toHaveLength(2)
  expect(open()).toEqual([Line.all[1]])
  Line.all[1]?.tell(2)
  expect(versions()).toEqual([1, 2, 2, 1, 2, 2, 2, 2])
  for (const { leave } of windows) leave()
  await passed()
  expect(open()).toEqual([])
  expect(Line.all).toHaveLength(2)
})

it('tells a window that comes later how the line stands', async () => {
  const locks = lockManager()
  const first = await windowOn(locks)
  const second = await windowOn(locks)
  expect(second.heard).toEqual([])
  Line.all[0]?.tell(1)
  const lostAt = Date.now()
  Line.all[0]?.lose()
  vi.advanceTimersByTime(3000)
  const third = await windowOn(locks)
  expect(third.heard).toEqual([{ connected: false, lostAt, notice: { dataVersion: 1 } }])
  for (const { leave } of [first, second, third]) leave()
})

it('asks anew in a window that follows when the data moved, a lost line holds again, or it missed some', async () => {
  const locks = lockManager()
  vi.stubGlobal('navigator', { locks })
  const leader = await windowOn(locks)
  const moved = vi.fn()
  close = openLiveEvents(moved)
  await passed()
  Line.all[0]?.tell(10)
  moved.mockClear()
  Line.all[0]?.tell(11)
  expect(moved).toHaveBeenCalledTimes(1)
  Line.all[0]?.lose()
  vi.advanceTimersByTime(5000)
  Line.all[1]?.tell(11)
  expect(moved).toHaveBeenCalledTimes(2)
  show(false)
  Line.all[1]?.tell(12)
  expect(moved).toHaveBeenCalledTimes(2)
  show(true)
  expect(moved).toHaveBeenCalledTimes(3)
  expect(open()).toHaveLength(1)
  leader.leave()
  await passed()
  expect(open()).toHaveLength(1)
  close()
  await passed()
  expect(open()).toEqual([])
})

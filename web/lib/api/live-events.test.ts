import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openLiveEvents } from './live-events.ts'
import { sharedLine } from './shared-line.ts'

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

/** One end of a channel that delivers at once. */
class Port {
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  other: Port | null = null

  postMessage(data: unknown) {
    this.other?.onmessage?.({ data: structuredClone(data) })
  }

  addEventListener(_: 'close', listener: () => void) {
    this.onclose = listener
  }
}

/** The window's end of a channel to the worker. */
function joined(join: (port: MessagePort) => void): Port {
  const [near, far] = [new Port(), new Port()]
  near.other = far
  far.other = near
  join(far as unknown as MessagePort)
  return near
}

/** A window: `heard` has what it was told. */
function windowOn(join: (port: MessagePort) => void) {
  const port = joined(join)
  const heard: unknown[] = []
  port.onmessage = ({ data }) => heard.push(data)
  return {
    heard,
    see: (seen: 'shown' | 'hidden') => port.postMessage(seen),
    crash: () => port.other?.onclose?.(),
  }
}

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

it('is one line for all windows, which hear the same, and moves to none of them when one closes', () => {
  const join = sharedLine()
  const windows = Array.from({ length: 8 }, () => windowOn(join))
  for (const { see } of windows) see('shown')
  expect(Line.all).toHaveLength(1)
  Line.all[0]?.tell(1)
  windows[0]?.see('hidden')
  Line.all[0]?.tell(2)
  expect(Line.all).toHaveLength(1)
  const versions = windows.map(({ heard }) => (heard.at(-1) as { notice: { dataVersion: number } }).notice)
  expect(versions.map(({ dataVersion }) => dataVersion)).toEqual([1, 2, 2, 2, 2, 2, 2, 2])
  for (const { see } of windows.slice(1, 7)) see('hidden')
  expect(open()).toHaveLength(1)
  windows[7]?.crash()
  expect(open()).toEqual([])
})

it('tells a window that comes later how the line stands, but not how an earlier one stood', () => {
  const join = sharedLine()
  const [first, second, third] = [windowOn(join), windowOn(join), windowOn(join)]
  first.see('shown')
  second.see('shown')
  expect(second.heard).toEqual([])
  Line.all[0]?.tell(1)
  const lostAt = Date.now()
  Line.all[0]?.lose()
  vi.advanceTimersByTime(3000)
  third.see('shown')
  expect(third.heard).toEqual([{ connected: false, lostAt, notice: { dataVersion: 1 } }])
  for (const { see } of [first, second, third]) see('hidden')
  const later = windowOn(join)
  later.see('shown')
  expect(later.heard).toEqual([])
  Line.all.at(-1)?.tell(2)
  expect(later.heard.at(-1)).toEqual({ connected: true, lostAt: null, notice: { dataVersion: 2 } })
  close = () => later.see('hidden')
})

it('asks anew in a window that shares the line when the data moved, a lost line holds again, or it missed some', () => {
  const join = sharedLine()
  const shared = class {
    port = joined(join)
    onerror: (() => void) | null = null
  }
  vi.stubGlobal('SharedWorker', shared)
  const other = windowOn(join)
  other.see('shown')
  const moved = vi.fn()
  close = openLiveEvents(moved)
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
  other.see('hidden')
  close()
  expect(open()).toEqual([])
})

it('opens a line of its own where the shared one cannot be loaded', () => {
  let fail = () => {}
  const broken = class {
    port = new Port()
    set onerror(listener: () => void) {
      fail = listener
    }
  }
  vi.stubGlobal('SharedWorker', broken)
  close = openLiveEvents(vi.fn())
  expect(open()).toEqual([])
  fail()
  expect(open()).toHaveLength(1)
  show(false)
  expect(open()).toEqual([])
})

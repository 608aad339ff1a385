import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openLiveEvents } from './live-events.ts'

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

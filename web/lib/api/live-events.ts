/** What a page knows of the line to the server, and how it comes to hear of it. */
import { useSyncExternalStore } from 'react'
import { onWake } from '../wake.ts'
import { type LiveState, openLine, UNHEARD } from './live-line.ts'
import type { Seen } from './shared-line.ts'

let state = UNHEARD
const listeners = new Set<() => void>()

/**
 * Hears the line while the page is to be seen: a browser has six to a server, so all its windows share one in a worker, and
 * hidden tabs leave it. `onMove` hears each new data version. Returns how to stop.
 */
export function openLiveEvents(onMove: () => void): () => void {
  const line = lineOf((told) => {
    const back = state.lostAt !== null && told.lostAt === null
    const { notice } = told
    const moved = notice !== null && state.notice !== null && notice.dataVersion !== state.notice.dataVersion
    set({
      connected: told.connected,
      lostAt: told.lostAt === null ? null : (state.lostAt ?? told.lostAt),
      notice: notice ?? state.notice,
    })
    if (back || moved) onMove()
  })
  const see = () => line(document.hidden ? 'hidden' : 'shown')
  see()
  document.addEventListener('visibilitychange', see)
  const stopWaking = onWake(() => {
    if (!document.hidden) onMove()
  })
  return () => {
    document.removeEventListener('visibilitychange', see)
    stopWaking()
    line('hidden')
  }
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state)
}

/** The shared line, or where the browser has none to share or cannot load it, one of the page's own. */
function lineOf(tell: (told: LiveState) => void): (seen: Seen) => void {
  if (typeof SharedWorker === 'undefined') return ownLine(tell)
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module' })
  let say: (seen: Seen) => void = (seen) => worker.port.postMessage(seen)
  let last: Seen = 'hidden'
  worker.port.onmessage = ({ data }: MessageEvent<LiveState>) => {
    if (last === 'shown') tell(data)
  }
  worker.onerror = () => {
    say = ownLine(tell)
    say(last)
  }
  return (seen) => {
    last = seen
    say(seen)
  }
}

function ownLine(tell: (told: LiveState) => void): (seen: Seen) => void {
  let close: (() => void) | null = null
  return (seen) => {
    if (seen === 'hidden') {
      close?.()
      close = null
    } else close ??= openLine(tell)
  }
}

function set(next: LiveState) {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

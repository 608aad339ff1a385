/** What a page knows of the line to the server, and how it comes to hear of it. */
import { useSyncExternalStore } from 'react'
import { onWake } from '../wake.ts'
import { type LiveState, openLine, UNHEARD } from './live-line.ts'
import { shareLine } from './shared-line.ts'

let state = UNHEARD
const listeners = new Set<() => void>()

/**
 * Hears the line while the page is to be seen: a browser has six to a server, so all its windows share one, and
 * hidden tabs leave it. `onMove` hears each new data version. Returns how to stop.
 */
export function openLiveEvents(onMove: () => void): () => void {
  const hear = (told: LiveState) => {
    const back = state.lostAt !== null && told.lostAt === null
    const { notice } = told
    const moved = notice !== null && state.notice !== null && notice.dataVersion !== state.notice.dataVersion
    set({
      connected: told.connected,
      lostAt: told.lostAt === null ? null : (state.lostAt ?? told.lostAt),
      notice: notice ?? state.notice,
    })
    if (back || moved) onMove()
  }
  let close: (() => void) | null = null
  const leave = () => {
    close?.()
    close = null
  }
  const see = () => {
    if (document.hidden) leave()
    else close ??= openShared(hear)
  }
  see()
  document.addEventListener('visibilitychange', see)
  const stopWaking = onWake(() => {
    if (!document.hidden) onMove()
  })
  return () => {
    document.removeEventListener('visibilitychange', see)
    stopWaking()
    leave()
  }
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state)
}

/** The shared line, or where the browser lets windows agree on none (as without TLS) one of the page's own. */
function openShared(tell: (told: LiveState) => void): () => void {
  const { locks } = navigator as { locks?: LockManager }
  return locks === undefined || typeof BroadcastChannel === 'undefined'
    ? openLine(tell)
    : shareLine(locks, tell)
}

function set(next: LiveState) {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

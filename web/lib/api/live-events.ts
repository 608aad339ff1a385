/** The line on which the server says that the data moved. */
import { useSyncExternalStore } from 'react'
import type { VersionNotice } from '../../../pipelines/pegel.ts'
import { onWake } from '../wake.ts'

export interface LiveState {
  connected: boolean
  /** Epoch milliseconds of the moment the line was lost; null while it holds or before it ever did. */
  lostAt: number | null
  notice: VersionNotice | null
}

const RECONNECT_MS = 5000

let state: LiveState = { connected: false, lostAt: null, notice: null }
const listeners = new Set<() => void>()

/**
 * Opens the line and keeps it open while the page is to be seen: a browser has six to a server, for all its tabs together, and
 * a tab behind others would keep one from them. `onMove` hears each new data version. Returns how to close it.
 */
export function openLiveEvents(onMove: () => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const close = () => {
    source?.close()
    clearTimeout(timer)
  }
  const connect = () => {
    close()
    if (document.hidden) return
    const line = new EventSource('/api/v1/live')
    source = line
    line.onopen = () => {
      if (state.lostAt !== null) onMove()
      set({ connected: true, lostAt: null })
    }
    line.onerror = () => {
      set({ connected: false, lostAt: state.lostAt ?? Date.now() })
      if (line.readyState === EventSource.CLOSED) timer = setTimeout(connect, RECONNECT_MS)
    }
    line.addEventListener('version', (event: MessageEvent<string>) => {
      const notice = JSON.parse(event.data) as VersionNotice
      const moved = state.notice !== null && notice.dataVersion !== state.notice.dataVersion
      set({ connected: true, lostAt: null, notice })
      if (moved) onMove()
    })
  }
  connect()
  document.addEventListener('visibilitychange', connect)
  // a line that was open before a sleep may be dead without anybody having said so
  const stopWaking = onWake(() => {
    connect()
    if (!document.hidden) onMove()
  })
  return () => {
    document.removeEventListener('visibilitychange', connect)
    stopWaking()
    close()
  }
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state)
}

function set(change: Partial<LiveState>) {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

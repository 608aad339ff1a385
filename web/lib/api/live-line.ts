/** The line on which the server says that the data moved. */
import type { VersionNotice } from '../../../pipelines/pegel.ts'
import { onWake } from '../wake.ts'

export interface LiveState {
  connected: boolean
  /** Epoch milliseconds of the moment the line was lost; null while it holds or before it ever did. */
  lostAt: number | null
  notice: VersionNotice | null
}

const RECONNECT_MS = 5000

export const UNHEARD: LiveState = { connected: false, lostAt: null, notice: null }

/** Opens a line and keeps it open; `tell` hears how it stands whenever that changes. Returns how to close it. */
export function openLine(tell: (state: LiveState) => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let state = UNHEARD
  const set = (change: Partial<LiveState>) => {
    state = { ...state, ...change }
    tell(state)
  }
  const close = () => {
    source?.close()
    clearTimeout(timer)
  }
  const connect = () => {
    close()
    const line = new EventSource('/api/v1/live')
    source = line
    line.onopen = () => set({ connected: true, lostAt: null })
    line.onerror = () => {
      set({ connected: false, lostAt: state.lostAt ?? Date.now() })
      if (line.readyState === EventSource.CLOSED) timer = setTimeout(connect, RECONNECT_MS)
    }
    line.addEventListener('version', (event: MessageEvent<string>) =>
      set({ connected: true, lostAt: null, notice: JSON.parse(event.data) as VersionNotice }),
    )
  }
  connect()
  // a line that was open before a sleep may be dead without anybody having said so
  const stopWaking = onWake(connect)
  return () => {
    stopWaking()
    close()
  }
}

/** One line for all windows of a browser that are seen: whoever holds the lock has it and tells the others. */
import { type LiveState, openLine } from './live-line.ts'

const NAME = 'pegel-live'
/** Asked by who comes later, and answered with how the line stands. */
const HOW = 'how'

/**
 * Takes part until the returned function is called. A browser gives the lock of a window that is closed, or crashes, to the
 * next, which opens a line of its own. Not in a worker: the line of one that ends is kept until the server writes to it.
 */
export function shareLine(locks: LockManager, tell: (state: LiveState) => void): () => void {
  const channel = new BroadcastChannel(NAME)
  const leaving = new AbortController()
  let own: LiveState | null = null
  channel.onmessage = ({ data }: MessageEvent<LiveState | typeof HOW>) => {
    if (data !== HOW) tell(data)
    else if (own !== null) channel.postMessage(own)
  }
  channel.postMessage(HOW)
  const hold = () =>
    new Promise<void>((release) => {
      const close = openLine((state) => {
        own = state
        tell(state)
        channel.postMessage(state)
      })
      leaving.signal.addEventListener('abort', () => {
        close()
        release()
      })
    })
  locks.request(NAME, { signal: leaving.signal }, hold).catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error
  })
  return () => {
    leaving.abort()
    channel.close()
  }
}

/** One line for all windows of a browser, which has six to a server: see `live-events.ts`. */
import { type LiveState, openLine } from './live-line.ts'

/** What a window says of itself: only those to be seen need the line. */
export type Seen = 'shown' | 'hidden'

/** Takes the ports of windows; the line is open while one of them is shown, and all that are hear the same. */
export function sharedLine(): (port: MessagePort) => void {
  const shown = new Set<MessagePort>()
  let told: LiveState | null = null
  let close = () => {}
  const open = () => {
    told = null
    close = openLine((state) => {
      told = state
      for (const port of shown) port.postMessage(state)
    })
  }
  const hear = (port: MessagePort, seen: Seen) => {
    const before = shown.size
    if (seen === 'shown') shown.add(port)
    else shown.delete(port)
    if (before === 0 && shown.size === 1) open()
    else if (seen === 'shown' && told !== null) port.postMessage(told)
    if (before === 1 && shown.size === 0) close()
  }
  return (port) => {
    port.onmessage = ({ data }: MessageEvent<Seen>) => hear(port, data)
    // of a window that crashed, where the browser says so
    port.addEventListener('close', () => hear(port, 'hidden'))
  }
}

import { useState } from 'react'

/** Keeps a value as it was while the pointer or the focus is on it, so that nothing jumps from under them. */
export function useHeld<T>(value: T) {
  const [kept, setKept] = useState<{ value: T } | null>(null)
  const hold = () => setKept((before) => before ?? { value })
  const release = () => setKept(null)
  return {
    shown: kept ? kept.value : value,
    /** Something newer waits until pointer and focus are gone. */
    waiting: kept !== null && kept.value !== value,
    handlers: {
      onPointerEnter: hold,
      onPointerLeave: release,
      onFocusCapture: hold,
      onBlurCapture: release,
    },
  }
}

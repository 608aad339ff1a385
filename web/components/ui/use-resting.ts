import { type PointerEvent, useEffect, useRef } from 'react'

/** Longer than a pointer takes to pass over a row, shorter than a hand takes to press. */
const REST_MS = 80

/** Handlers that call once a mouse or pen rests on an element or goes down on it. A finger may only mean to scroll. */
export function useResting(call: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = () => clearTimeout(timer.current)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (!call) return {}
  return {
    onPointerEnter({ pointerType }: PointerEvent) {
      if (pointerType !== 'touch') timer.current = setTimeout(call, REST_MS)
    },
    onPointerLeave: stop,
    onPointerDown({ pointerType, button, altKey, ctrlKey, metaKey, shiftKey }: PointerEvent) {
      stop()
      const isPlain = button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey
      if (pointerType !== 'touch' && isPlain) call()
    },
  }
}

import { useEffect, useRef } from 'react'
import { matcher } from './match.ts'
import type { ShortcutId } from './registry.ts'

export type ShortcutHandlers = Partial<Record<ShortcutId, () => void>>

/** Runs the handlers while the component is on the page; keys typed into a field or an open dialog are left alone. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    const match = matcher()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const id = match(event, Date.now(), isTyping(event.target))
      const handler = id && latest.current[id]
      if (!handler) return
      event.preventDefault()
      handler()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  const typed = target.closest(
    'input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"]',
  )
  return typed !== null
}

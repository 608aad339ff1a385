import { useCallback } from 'react'

/** A ref that gives its element the focus as soon as it is there. */
export function useFocusOnMount<T extends HTMLElement>() {
  return useCallback((element: T | null) => element?.focus({ preventScroll: true }), [])
}

import { useCallback, useSyncExternalStore } from 'react'

/** A value that outlives the page it is shown on, though not a reload: a solve under way, a roster that is not saved. */
export interface Cell<T> {
  read(): T
  write(next: (before: T) => T): void
  subscribe(listener: () => void): () => void
}

export function cellOf<T>(first: T): Cell<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    read: () => value,
    write(next) {
      value = next(value)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useKept<T>(cell: Cell<T>): [T, (next: (before: T) => T) => void] {
  const value = useSyncExternalStore(cell.subscribe, cell.read)
  return [value, useCallback((next: (before: T) => T) => cell.write(next), [cell])]
}

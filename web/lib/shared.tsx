/** What every part of a page asks is worked out once and handed down. */
import { replaceEqualDeep } from '@tanstack/react-query'
import { type Context, createContext, type ReactNode, useContext, useRef } from 'react'

export interface Shared<T> {
  Answer: Context<T | null>
  useAnswer: () => T
}

/** One place for the answer of a hook that hundreds of rows and marks ask. */
export function shared<T extends object>(useAnswer: () => T): Shared<T> {
  return { Answer: createContext<T | null>(null), useAnswer }
}

/** Works it out for everything inside. */
export function Scope<T>({ of, children }: { of: Shared<T>; children: ReactNode }) {
  const { Answer, useAnswer } = of
  return <Answer value={useAnswer()}>{children}</Answer>
}

/** Reads it. Throws outside of its scope. */
export function useShared<T>({ Answer }: Shared<T>): T {
  const answer = useContext(Answer)
  if (answer === null) throw new Error('asked outside of the page')
  return answer
}

/** The earlier value, or the earlier parts of it, for as long as they say the same: what hangs on them is not done again. */
export function useSame<T>(value: T): T {
  const kept = useRef(value)
  kept.current = replaceEqualDeep(kept.current, value)
  return kept.current
}

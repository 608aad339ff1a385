import { useDebouncedCallback } from '@mantine/hooks'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLost } from '../../../lib/search/opened-with.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { decodeTrial, encodeTrial, type Trial } from './trial.ts'

const WRITE_AFTER_MS = 400

interface Own {
  trial: Trial
  /** What this page last wrote into the URL. */
  written: string | undefined
  /** What the URL said when it was last looked at. */
  seen: string | undefined
}

/**
 * The trial at hand; what is settled for a moment goes into the URL, in place of what was there, and is pending until then.
 * Where the URL moves by itself, as with Back or a link, the trial follows.
 */
export function useTrial() {
  const { try: text } = useSearch({ strict: false })
  const set = useSetSearch()
  const [own, setOwn] = useState<Own>(() => ({ trial: decodeTrial(text), written: text, seen: text }))
  if (text !== own.seen) {
    setOwn(
      text === own.written ? { ...own, seen: text } : { trial: decodeTrial(text), written: text, seen: text },
    )
  }
  const write = useDebouncedCallback((next: string | undefined) => {
    setOwn((before) => ({ ...before, written: next }))
    set({ try: next }, { replace: true })
  }, WRITE_AFTER_MS)
  const settled = decodeTrial(text)
  useLost(text !== undefined && encodeTrial(settled) === undefined ? text : null)
  const change = (trial: Trial) => {
    setOwn((before) => ({ ...before, trial }))
    write(encodeTrial(trial))
  }
  const pending = encodeTrial(decodeTrial(encodeTrial(own.trial))) !== encodeTrial(settled)
  return { trial: own.trial, settled, pending, change }
}

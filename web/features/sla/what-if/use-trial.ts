import { useDebouncedCallback } from '@mantine/hooks'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLost } from '../../../lib/search/opened-with.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { decodeTrial, encodeTrial, type Trial } from './trial.ts'

const WRITE_AFTER_MS = 400

/** The trial at hand; what is settled for a moment goes into the URL, in place of what was there. */
export function useTrial() {
  const { try: text } = useSearch({ strict: false })
  const set = useSetSearch()
  const [own, setOwn] = useState<{ trial: Trial; text: string | undefined }>(() => ({
    trial: decodeTrial(text),
    text,
  }))
  const write = useDebouncedCallback((next: string | undefined) => {
    setOwn((before) => ({ ...before, text: next }))
    set({ try: next }, { replace: true })
  }, WRITE_AFTER_MS)
  const settled = decodeTrial(text)
  useLost(text !== undefined && encodeTrial(settled) === undefined ? text : null)
  const change = (trial: Trial) => {
    setOwn((before) => ({ ...before, trial }))
    write(encodeTrial(trial))
  }
  return { trial: own.trial, settled, change }
}

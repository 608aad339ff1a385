import { useEffect, useEffectEvent } from 'react'
import { readRange, writeRange } from '../../lib/range/clipboard.ts'
import { useSetView, useView } from '../../lib/search/use-view.ts'
import { isTyping } from '../../lib/shortcuts/use-shortcuts.ts'
import { usePageData } from '../page-data.ts'

/** Copying where nothing is selected copies the time range; pasting a range anywhere but into a field shows it. */
export function useRangeClipboard(): void {
  const { range } = useView()
  const set = useSetView()
  const free = usePageData()?.range === 'free'
  const elsewhere = (event: ClipboardEvent) => event.defaultPrevented || !free || isTyping(event.target)
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    if (elsewhere(event) || !window.getSelection()?.isCollapsed) return
    event.clipboardData?.setData('text/plain', writeRange(range))
    event.preventDefault()
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const found = elsewhere(event) ? null : readRange(event.clipboardData?.getData('text') ?? '')
    if (!found) return
    event.preventDefault()
    set.range(found)
  })
  useEffect(() => {
    const copy = (event: ClipboardEvent) => onCopy(event)
    const paste = (event: ClipboardEvent) => onPaste(event)
    document.addEventListener('copy', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('paste', paste)
    }
  }, [])
}

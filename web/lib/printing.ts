/** On its way to paper, where nothing scrolls and the width is another: pages draw themselves once more for it. */
import { useSyncExternalStore } from 'react'

/** CSS pixels between the margins of an A4 page. */
export const PAPER_PX = 688

const print = () => window.matchMedia('print')

export const isPrinting = () => print().matches

/** Calls back when printing begins and when it is over; returns how to stop. */
export function onPrinting(callback: () => void): () => void {
  const media = print()
  media.addEventListener('change', callback)
  return () => media.removeEventListener('change', callback)
}

export const usePrinting = () => useSyncExternalStore(onPrinting, isPrinting)

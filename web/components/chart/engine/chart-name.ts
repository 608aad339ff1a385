import { createContext } from 'react'

/** What the picture inside shows, in a sentence; null where who hears it is told otherwise. */
export const ChartName = createContext<string | null>(null)

import { useState } from 'react'
import { useShortcuts } from '../../lib/shortcuts/use-shortcuts.ts'

/** Chart or table, by the panel's own button or by the shortcut that turns all of them. */
export function useTwin() {
  const [asTable, setAsTable] = useState(false)
  useShortcuts({ twin: () => setAsTable((before) => !before) })
  return { asTable, onAsTable: setAsTable }
}

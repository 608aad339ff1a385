import { lazy, useSyncExternalStore } from 'react'
import { Loaded } from '../../components/ui/loaded.tsx'
import { useShortcuts } from '../../lib/shortcuts/use-shortcuts.ts'
import { useFrameActions } from './use-frame-actions.ts'
import { useRangeClipboard } from './use-range-clipboard.ts'

const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })),
)
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

type Panel = 'shortcuts' | 'palette' | null
let panel: Panel = null
const listeners = new Set<() => void>()

function show(next: Panel) {
  panel = next
  for (const listener of listeners) listener()
}

export const showShortcuts = () => show('shortcuts')

/** The shortcuts that work on every page, and the two panels they open. */
export function GlobalShortcuts() {
  const open = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => panel,
  )
  const actions = useFrameActions()
  useShortcuts({
    ...actions,
    help: () => show(panel === 'shortcuts' ? null : 'shortcuts'),
    palette: () => show('palette'),
  })
  useRangeClipboard()
  return (
    <Loaded>
      {open === 'shortcuts' && <ShortcutSheet onClose={() => show(null)} />}
      {open === 'palette' && <Palette actions={actions} onHelp={showShortcuts} onClose={() => show(null)} />}
    </Loaded>
  )
}

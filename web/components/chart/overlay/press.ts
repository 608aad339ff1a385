/** What a press on a mark asks for. */
export type Press = 'filter' | 'add' | 'exclude' | 'rows'

/** Plain press filters, Ctrl or ⌘ adds, Alt excludes, Shift shows the rows behind. */
export function pressOf(keys: {
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}): Press {
  if (keys.altKey) return 'exclude'
  if (keys.shiftKey) return 'rows'
  return keys.ctrlKey || keys.metaKey ? 'add' : 'filter'
}

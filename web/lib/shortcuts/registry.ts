/** Every keyboard shortcut there is; the sheet behind `?` is made from this list. */
export const SHORTCUTS = [
  { id: 'help', keys: ['?'], group: 'everywhere' },
  { id: 'palette', keys: ['mod+k'], group: 'everywhere' },
  { id: 'live', keys: ['g', 'l'], group: 'everywhere' },
  { id: 'explore', keys: ['g', 'e'], group: 'everywhere' },
  { id: 'sla', keys: ['g', 's'], group: 'everywhere' },
  { id: 'language', keys: ['l'], group: 'everywhere' },
  { id: 'theme', keys: ['b'], group: 'everywhere' },
  { id: 'today', keys: ['d'], group: 'view' },
  { id: 'week', keys: ['w'], group: 'view' },
  { id: 'month', keys: ['m'], group: 'view' },
  { id: 'earlier', keys: ['ArrowLeft'], group: 'view' },
  { id: 'later', keys: ['ArrowRight'], group: 'view' },
  { id: 'compare', keys: ['x'], group: 'view' },
  { id: 'clearFilters', keys: ['c'], group: 'view' },
  { id: 'metrics', keys: ['/'], group: 'explore' },
  { id: 'twin', keys: ['t'], group: 'explore' },
] as const satisfies readonly { id: string; keys: readonly string[]; group: string }[]

export type ShortcutId = (typeof SHORTCUTS)[number]['id']
export const SHORTCUT_GROUPS = ['everywhere', 'view', 'explore'] as const

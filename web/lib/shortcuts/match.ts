/** From key presses to shortcuts: single keys, `mod+` keys, and sequences such as `g` `l`. */
import { SHORTCUTS, type ShortcutId } from './registry.ts'

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

const SEQUENCE_MS = 1500

/** Feed it each key press; it answers with the shortcut that the press completes. While typing only `mod+` keys count. */
export function matcher(): (press: KeyPress, at: number, typing: boolean) => ShortcutId | null {
  let first: { key: string; at: number } | null = null
  return (press, at, typing) => {
    const mod = press.ctrlKey || press.metaKey
    if (press.altKey || (typing && !mod)) return null
    const key =
      (mod ? 'mod+' : '') +
      (press.key.length === 1 && press.key !== '?' ? press.key.toLowerCase() : press.key)
    const begun = first && at - first.at <= SEQUENCE_MS ? first.key : null
    first = null
    const found = SHORTCUTS.find(({ keys }) =>
      keys.length === 2 ? begun === keys[0] && key === keys[1] : begun === null && key === keys[0],
    )
    if (found) return found.id
    if (begun === null && SHORTCUTS.some(({ keys }) => keys.length === 2 && keys[0] === key))
      first = { key, at }
    return null
  }
}

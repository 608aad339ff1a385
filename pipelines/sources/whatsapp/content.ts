import { characters } from '../characters.ts'
import { type Dict, dict } from '../json-body.ts'

/** What a message consists of, as far as figures need to know. */
export interface Content {
  readonly kind: string
  /** Characters of text or caption. */
  readonly length: number | null
  /** Whether somebody wrote it who may be waiting for an answer, or may have given one. */
  readonly countable: boolean
}

const WITH_CAPTION = new Set(['image', 'video', 'audio', 'document', 'sticker'])
const WITHOUT_TEXT = new Set(['location', 'contacts', 'unsupported', 'unknown'])

/** Describes a message of a type that carries content; null for a type that this version does not know. */
export function contentOf(message: Dict, type: string): Content | null {
  if (type === 'text') return { kind: 'text', length: lengthOf(message.text, 'body'), countable: true }
  if (WITH_CAPTION.has(type))
    return { kind: type, length: lengthOf(message[type], 'caption'), countable: true }
  if (WITHOUT_TEXT.has(type)) return { kind: type, length: null, countable: true }
  switch (type) {
    case 'interactive':
      return interactiveContent(dict(message.interactive))
    case 'button':
      return { kind: 'button', length: lengthOf(message.button, 'text'), countable: true }
    case 'order':
      return { kind: 'order', length: lengthOf(message.order, 'text'), countable: true }
    case 'template':
      return { kind: 'template', length: null, countable: true }
    case 'media_placeholder':
      return { kind: 'unknown', length: null, countable: true }
    case 'request_welcome':
      return { kind: 'request_welcome', length: null, countable: false }
    default:
      return null
  }
}

/** Characters of the new text of an edit. */
export function editedLength(edit: Dict): number | null {
  const message = dict(edit.message)
  const type = message?.type
  return message && typeof type === 'string' ? (contentOf(message, type)?.length ?? null) : null
}

function interactiveContent(interactive: Dict | null): Content {
  switch (interactive?.type) {
    case 'button_reply':
      return { kind: 'interactive', length: lengthOf(interactive.button_reply, 'title'), countable: true }
    case 'list_reply':
      return { kind: 'interactive', length: lengthOf(interactive.list_reply, 'title'), countable: true }
    case 'nfm_reply':
      return { kind: 'flow', length: null, countable: true }
    case 'call_permission_reply':
      return { kind: 'call_permission', length: null, countable: false }
    default:
      return { kind: 'interactive', length: null, countable: true }
  }
}

function lengthOf(part: unknown, field: string): number | null {
  const value = dict(part)?.[field]
  return typeof value === 'string' ? characters(value) : null
}

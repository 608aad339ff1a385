/** A mapping to begin with, from the names of columns and what is in them. People correct it; nothing is imported on a guess alone. */
import { datePattern } from './date-patterns.ts'
import type { FileDescription } from './describe-file.ts'
import { CANONICAL } from './vocabulary.ts'

/** What the guess can speak of, in the order in which columns are given out. */
const NAMES: readonly (readonly [field: string, pattern: RegExp])[] = [
  [
    'created_at',
    /^(created|opened|open)(_?(at|on|time|date))?$|^sys_created_on$|^erstellt(_am)?$|^eröffnet(_am)?$/,
  ],
  [
    'at',
    /^(updated|changed|modified|sent|occurred|event)_?(at|on|time|date)$|^(timestamp|time|date|datetime|at|sys_updated_on|sys_updated_at)$|^(zeit|datum|zeitpunkt|geändert(_am)?|gesendet(_am)?)$/,
  ],
  [
    'ticket',
    /^(ticket|case|conversation|incident|issue)(_?(id|number|no|key|nr))?$|^(number|nr|vorgang|vorgangsnummer|ticketnummer|fallnummer)$/,
  ],
  ['message.id', /^(message|comment|msg)_?id$/],
  [
    'message.actor_type',
    /^(author|author_type|sender|sender_type|actor|actor_type|role|direction_from|absender|from)$/,
  ],
  ['message.direction', /^(direction|richtung)$/],
  ['message.text', /^(body|text|message|comment|content|nachricht|inhalt)$/],
  ['rating.score', /^(score|rating|csat|bewertung|satisfaction)$/],
  ['attributes.status', /^(status|state|ticket_status|incident_state|zustand)$/],
  ['attributes.priority', /^(priority|prio|priorität|prioritaet)$/],
  ['attributes.team', /^(team|group|queue|department|assignment_group|gruppe|abteilung)$/],
  ['attributes.assignee', /^(assignee|agent|owner|assigned_to|bearbeiter|zuständig)$/],
  ['attributes.channel', /^(channel|via|medium|contact_type|kanal)$/],
  ['attributes.brand', /^(brand|marke)$/],
  ['attributes.tier', /^(tier|level|plan|stufe)$/],
  ['attributes.topic', /^(topic|category|reason|subject_area|thema|kategorie)$/],
  [
    'customer',
    /^(customer|requester|contact|user|client|caller|caller_id|email|phone|kunde|anfragender)(_id)?$/,
  ],
  ['type', /^(type|kind|event|event_type|art|typ)$/],
  ['ticket', /^id$/],
]

const DATES = [
  'iso',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'dd-MM-yyyy HH:mm',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy HH:mm',
  'MM/dd/yyyy hh:mm a',
  'epoch_ms',
  'epoch_s',
] as const

/** Words of other tools for those of the vocabulary. */
const WORDS: Readonly<Record<string, readonly (readonly [word: string, pattern: RegExp])[]>> = {
  status: [
    ['solved', /solved|resolved|done|complete|erledigt|gelöst/],
    ['closed', /clos|geschlossen/],
    ['pending', /pending|await|waiting.*(customer|user)|wartet auf kund/],
    ['on_hold', /hold|wait|third|wartet/],
    ['new', /^new$|^neu$/],
    ['open', /open|active|progress|assigned|offen|bearbeitung/],
  ],
  priority: [
    ['urgent', /urgent|critical|^p?1\b|dringend|kritisch/],
    ['high', /high|^p?2\b|hoch/],
    ['normal', /normal|medium|moderate|^p?3\b|mittel/],
    ['low', /low|^p?[45]\b|niedrig|gering/],
  ],
  channel: [
    ['whatsapp', /whats/],
    ['email', /mail/],
    ['chat', /chat|messag/],
    ['phone', /phone|call|voice|telefon|anruf/],
    ['web', /web|form|portal|self/],
    ['social', /facebook|instagram|twitter|social/],
    ['sms', /sms/],
  ],
  actor_type: [
    ['customer', /customer|user|requester|contact|kunde|end/],
    ['bot', /bot|robot/],
    ['automation', /auto|trigger/],
    ['system', /system/],
    ['agent', /agent|staff|admin|mitarbeiter/],
  ],
  direction: [
    ['inbound', /^in|eingehend|received/],
    ['outbound', /^out|ausgehend|sent/],
    ['internal', /intern|note/],
  ],
}

const NORMAL_DOT = /[^\p{L}\p{N}]+/gu
const normal = (name: string) => name.trim().toLowerCase().replace(NORMAL_DOT, '_')

/** A mapping as an object, as the mapping file would say it; null where lines need none. */
export function guessMapping({ format, columns, values }: FileDescription): Record<string, unknown> | null {
  if (format === 'cloudevents') return null
  const field = fieldsOf(columns)
  const text = (name: string) => field.get(name)
  const events =
    text('message.text') ?? text('message.id') ?? text('message.actor_type') ?? text('rating.score')
  const at = text('at') ?? text('created_at') ?? columns.find((column) => isDated(values[column] ?? [])) ?? ''
  const dates = patternsFor([at, text('created_at') ?? at].flatMap((column) => values[column] ?? []))
  const attributes = group(field, 'attributes.')
  const shared = {
    version: 1,
    kind: events === undefined ? 'snapshots' : 'events',
    dates,
    at,
    ...(text('ticket') === undefined ? {} : { ticket: text('ticket') }),
    ...(text('customer') === undefined ? {} : { customer: text('customer') }),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  }
  if (events === undefined) {
    const created = text('created_at')
    const words = wordsFor(field, values, ['attributes.status', 'attributes.priority', 'attributes.channel'])
    return {
      ...shared,
      ...(created !== undefined && created !== at ? { created_at: created } : {}),
      values: words,
    }
  }
  const message = group(field, 'message.')
  const words = wordsFor(field, values, [
    'attributes.status',
    'attributes.priority',
    'attributes.channel',
    'message.actor_type',
    'message.direction',
  ])
  return {
    ...shared,
    type: {
      value: text('rating.score') === undefined || text('message.text') ? 'message.created' : 'csat.received',
    },
    ...(Object.keys(message).length > 0 ? { message } : {}),
    values: words,
  }
}

function fieldsOf(columns: readonly string[]): ReadonlyMap<string, string> {
  const left = new Set(columns)
  const fields = new Map<string, string>()
  for (const [field, pattern] of NAMES) {
    if (fields.has(field)) continue
    const found = [...left].find((column) => pattern.test(normal(column)))
    if (found === undefined) continue
    fields.set(field, found)
    left.delete(found)
  }
  return fields
}

function group(fields: ReadonlyMap<string, string>, prefix: string): Record<string, string> {
  const own = [...fields].filter(([field]) => field.startsWith(prefix))
  return Object.fromEntries(own.map(([field, column]) => [field.slice(prefix.length), column]))
}

function patternsFor(texts: readonly string[]): string[] {
  const fitting = DATES.filter((pattern) => texts.some((text) => fits(pattern, text)))
  const all = fitting.find((pattern) => texts.every((text) => fits(pattern, text)))
  return all ? [all] : fitting.length > 0 ? [...fitting] : ['iso']
}

/** Any number could be seconds or milliseconds since 1970; those of our days have 10 or 13 digits. */
function fits(pattern: string, text: string): boolean {
  if (pattern === 'epoch_s' && !/^\d{9,10}(\.\d+)?$/.test(text)) return false
  if (pattern === 'epoch_ms' && !/^\d{12,13}(\.\d+)?$/.test(text)) return false
  return datePattern(pattern)(text) !== null
}

const isDated = (texts: readonly string[]) =>
  texts.length > 0 && texts.every((text) => DATES.some((pattern) => fits(pattern, text)))

/** Words that the vocabulary does not have, with what they probably mean; what nobody can guess is left for the preview to reject. */
function wordsFor(
  fields: ReadonlyMap<string, string>,
  values: FileDescription['values'],
  wanted: readonly string[],
): Record<string, Record<string, string>> {
  const words: Record<string, Record<string, string>> = {}
  for (const field of wanted) {
    const column = fields.get(field)
    const name = field.slice(field.indexOf('.') + 1)
    const known: readonly string[] = CANONICAL[name as keyof typeof CANONICAL]
    const meant = (values[column ?? ''] ?? []).flatMap((word) => {
      if (known.includes(word.toLowerCase())) return []
      const found = WORDS[name]?.find(([, pattern]) => pattern.test(word.toLowerCase()))?.[0]
      return found === undefined ? [] : [[word, found] as const]
    })
    if (meant.length > 0) words[name] = Object.fromEntries(meant)
  }
  return words
}

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mapBody } from './test-support.ts'

const folder = '../shared/payloads/whatsapp'
const present = existsSync(folder)
const files = present ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []

/** Keys under which WhatsApp puts what must not leave: ids of people and messages, names, numbers, texts. */
const PERSONAL = new Set([
  ...[
    'id',
    'from',
    'to',
    'wa_id',
    'new_wa_id',
    'user_id',
    'parent_user_id',
    'from_user_id',
    'username',
    'name',
  ],
  ...['from_parent_user_id', 'to_user_id', 'to_parent_user_id', 'recipient_id', 'recipient_user_id', 'body'],
  ...['parent_recipient_user_id', 'recipient_participant_id', 'recipient_participant_user_id', 'full_name'],
  ...['recipient_participant_parent_user_id', 'message_id', 'original_message_id', 'first_name', 'last_name'],
  ...[
    'formatted_name',
    'phone',
    'phone_number',
    'email',
    'caption',
    'filename',
    'title',
    'description',
    'text',
  ],
  ...['address', 'street', 'city', 'latitude', 'longitude', 'display_phone_number', 'payload', 'birthday'],
])

function personalStrings(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => personalStrings(item, key))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, item]) => personalStrings(item, name))
  }
  return PERSONAL.has(key) && typeof value === 'string' && value.length >= 4 ? [value] : []
}

/** Ids of the business itself, which may stand in events; some payloads use one placeholder for these and for people. */
function businessIds(value: unknown): string[] {
  const text = JSON.stringify(value)
  const phones = [...text.matchAll(/"phone_number_id":"([^"]+)"/g)].map((match) => match[1] ?? '')
  const accounts = [...text.matchAll(/"entry":\[\{"id":"([^"]+)"/g)].map((match) => match[1] ?? '')
  return [...phones, ...accounts]
}

describe(`payloads of others${present ? '' : ` (skipped: ${folder} is absent)`}`, () => {
  it.skipIf(!present)('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(85)
  })

  it.each(files)('%s', (file) => {
    const body = readFileSync(`${folder}/${file}`)
    const result = mapBody(body, {}, '2026-11-22T00:00:00.000Z')
    const found = result.events.length + result.failures.length + Object.keys(result.unmapped).length
    expect(found).toBeGreaterThan(0)
    for (const failure of result.failures) expect(failure).toMatch(/^[\w[\].]+: .+/)

    const payload: unknown = JSON.parse(body.toString())
    const allowed = businessIds(payload)
    const said = JSON.stringify([result.events, result.unmapped, result.failures])
    for (const secret of personalStrings(payload)) {
      if (allowed.some((id) => id.includes(secret))) continue
      expect(said.includes(`"${secret}"`) || (secret.length > 8 && said.includes(secret)), secret).toBe(false)
    }
    expect(mapBody(body, {}, '2026-11-22T00:00:00.000Z')).toEqual(result)
  })

  it.skipIf(!present).each([
    ['wcat-msg__reject_invalid_object_type.json', ['object: not whatsapp_business_account'], {}],
    ['wcat-msg__reject_invalid_field_value.json', [], { 'field:template_status_update': 1 }],
    ['wcat-tpl__reject_invalid_event_type.json', [], { 'status:INVALID_EVENT': 1 }],
    [
      'wcat-tpl__reject_missing_required_fields.json',
      ['entry[0].changes[0].value.message_template_name: missing'],
      {},
    ],
  ])('%s is refused', (file, failures, unmapped) => {
    expect(mapBody(readFileSync(`${folder}/${file}`))).toEqual({ events: [], failures, unmapped })
  })
})

/** One spelling for every way of naming a customer, so that one person gets one pseudonym. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'

const ONLY_DIGITS = /^\d+$/
/** Text that has one spelling in Unicode. */
const PLAIN = /^[\x20-\x7e]*$/
const PHONE_LIKE = /^\+?[\d\s()./‐-―-]+$/
const PHONE_SCHEME = /^(?:tel|whatsapp|sms):/i
const WHATSAPP_HOST = /^(\d{5,})@(?:c\.us|s\.whatsapp\.net)$/i
const FEWEST_DIGITS = 7

/**
 * Normalises a phone in any spelling, an e-mail or an opaque id:
 * `+49 (0)170 1234567`, `0049-170-1234567`, `tel:+49-170-1234567` → `491701234567`; `Ann@Example.org` → `ann@example.org`;
 * anything else is only trimmed. `country` says what a number without international prefix (`0170 …`) belongs to.
 */
export function customerIdentifier(raw: string, country?: CountryCode): string {
  const folded = PLAIN.test(raw) ? raw : raw.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const value = folded.trim()
  const host = WHATSAPP_HOST.exec(value)
  if (host?.[1]) return canonicalDigits(host[1])
  const scheme = PHONE_SCHEME.test(value)
  const bare = scheme ? value.replace(PHONE_SCHEME, '').replace(/;.*$/, '') : value
  if (scheme || looksLikePhone(bare)) return phoneDigits(bare, country)
  return value.includes('@') ? value.toLowerCase() : value
}

/** The digits of a WhatsApp id (already international) in one spelling; an id that is no number stays as it is. */
export function whatsAppIdentifier(raw: string): string {
  return ONLY_DIGITS.test(raw) ? canonicalDigits(raw) : customerIdentifier(raw)
}

function looksLikePhone(value: string): boolean {
  return PHONE_LIKE.test(value) && value.replace(/\D/g, '').length >= FEWEST_DIGITS
}

function phoneDigits(value: string, country: CountryCode | undefined): string {
  const international = value.replace(/^\s*00/, '+')
  if (international.startsWith('+')) {
    return canonicalDigits(
      (parsePhoneNumberFromString(international)?.number ?? international).replace(/\D/g, ''),
    )
  }
  const digits = value.replace(/\D/g, '')
  if (!country) return canonicalDigits(digits)
  const whole = digits.startsWith('0') ? undefined : parsePhoneNumberFromString(`+${digits}`)
  const number = whole?.isValid() ? whole : parsePhoneNumberFromString(value, country)
  return canonicalDigits(number?.number.slice(1) ?? digits)
}

/**
 * WhatsApp ids keep two prefixes that the numbering plans have dropped or added since: the 1 after Mexico's 52, and
 * Brazilian mobiles without their ninth digit. The plan's spelling wins.
 */
function canonicalDigits(digits: string): string {
  if (digits.length === 13 && digits.startsWith('521')) return `52${digits.slice(3)}`
  if (digits.length === 12 && digits.startsWith('55') && digits.charCodeAt(4) >= 54) {
    return `${digits.slice(0, 4)}9${digits.slice(4)}`
  }
  return digits
}

import { describe, expect, it } from 'vitest'
import { customerIdentifier, whatsAppIdentifier } from './customer-id.ts'

describe('customerIdentifier', () => {
  const spellings = [
    '491701234567',
    '+491701234567',
    '00491701234567',
    '+49 170 1234567',
    '+49 (170) 123-4567',
    '+49 (0)170 1234567',
    '0049 170 1234567',
    '0049-170-123-45-67',
    '+49.170.1234567',
    '+49/170/1234567',
    '+49-170-1234567',
    ' +49 170 1234567 ',
    '+49\u00a0170\u00a01234567',
    '\u202a+49 170 1234567\u202c',
    '＋４９１７０１２３４５６７',
    '+49 170 12\u201134\u201156\u20117',
    'tel:+49-170-1234567',
    'tel:+491701234567;ext=4',
    'whatsapp:+491701234567',
    '491701234567@c.us',
    '491701234567@s.whatsapp.net',
  ]
  it.each(spellings)('reads %s as one number', (spelling) => {
    expect(customerIdentifier(spelling)).toBe('491701234567')
  })

  it('gives a national number the country of the connection', () => {
    expect(customerIdentifier('0170 1234567', 'DE')).toBe('491701234567')
    expect(customerIdentifier('(415) 555-2671', 'US')).toBe('14155552671')
    expect(customerIdentifier('491701234567', 'DE')).toBe('491701234567')
    expect(customerIdentifier('+44 20 7946 0958', 'DE')).toBe('442079460958')
  })

  it('keeps two people apart', () => {
    expect(customerIdentifier('+49 170 1234567')).not.toBe(customerIdentifier('+49 170 1234568'))
    expect(customerIdentifier('US.13491208655302741918')).not.toBe('13491208655302741918')
  })

  it('lower-cases e-mails and leaves opaque ids alone', () => {
    expect(customerIdentifier(' Someone@Example.ORG ')).toBe('someone@example.org')
    expect(customerIdentifier('Visitor-7f')).toBe('Visitor-7f')
    expect(customerIdentifier('US.ENT.506847293015824')).toBe('US.ENT.506847293015824')
    expect(customerIdentifier('12-34')).toBe('12-34')
  })

  it('gives Mexican and Brazilian WhatsApp ids the spelling of the numbering plan', () => {
    expect(whatsAppIdentifier('5215512345678')).toBe(customerIdentifier('+52 55 1234 5678'))
    expect(whatsAppIdentifier('551187654321')).toBe(customerIdentifier('+55 11 98765-4321'))
    expect(whatsAppIdentifier('551132654321')).toBe('551132654321')
  })
})

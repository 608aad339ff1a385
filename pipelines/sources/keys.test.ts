import { describe, expect, it } from 'vitest'
import { characters } from './characters.ts'
import { conversationKey, ticketKey, whatsAppMessageKey } from './keys.ts'

describe('keys', () => {
  it('hashes a wamid with its phone number id', () => {
    // printf '106540352242922|wamid.HBgLMTY1MDUwMDAwMDAVAgASGBQzQQ==' | sha256sum
    expect(whatsAppMessageKey('106540352242922', 'wamid.HBgLMTY1MDUwMDAwMDAVAgASGBQzQQ==')).toBe(
      'whatsapp:e5e487dca539955866a11a9df0d4e838',
    )
  })

  it('names conversations and tickets', () => {
    expect(conversationKey('whatsapp', '106540352242922', 'p1')).toBe('whatsapp:106540352242922:p1')
    expect(ticketKey('inbox', '77')).toBe('ticket:inbox:77')
  })
})

describe('characters', () => {
  it('counts an emoji as one character', () => {
    expect(characters('ok 👍')).toBe(4)
    expect(characters('')).toBe(0)
    expect(characters('äß')).toBe(2)
  })
})

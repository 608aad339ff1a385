import { describe, expect, it } from 'vitest'
import { isLoopbackName } from './loopback.ts'

describe('loopback names', () => {
  it.each([
    'localhost',
    'LOCALHOST:3000',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.1.2.3',
    '[::1]',
    '[::1]:3000',
    '::1',
  ])('takes %s', (host) => expect(isLoopbackName(host)).toBe(true))

  it.each([
    '0.0.0.0',
    '::',
    '[::]:3000',
    '192.168.1.5:3000',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:127.0.0.1',
    'localhost@evil.example',
    '1127.0.0.1',
    '',
    'localhost:3000/path',
  ])('refuses %s', (host) => expect(isLoopbackName(host)).toBe(false))
})

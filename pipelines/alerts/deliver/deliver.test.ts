import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { allowedAddress, isAllowed, listOf } from './address.ts'
import { BACKOFF_S, retryIn } from './backoff.ts'
import { signedHeaders } from './webhook.ts'

const SECRET = `whsec_${Buffer.from('a key of thirty-two bytes, at least').toString('base64')}`
describe('signatures', () => {
  it('hold for 1,000 bodies, and for none that was tampered with', () => {
    const webhook = new Webhook(SECRET)
    const nowMs = Date.now()
    let [good, bad] = [0, 0]
    for (let i = 0; i < 1000; i++) {
      const body = JSON.stringify({ i, text: 'ä'.repeat(i % 7) })
      const headers = signedHeaders(body, `msg_${i}`, nowMs, [SECRET])
      if (verifies(webhook, body, headers)) good += 1
      if (verifies(webhook, body.replace(`${i}`, `${i + 1}`), headers)) bad += 1
    }
    expect([good, bad]).toEqual([1000, 0])
  })
})

describe('addresses', () => {
  const none = listOf([])
  it('inside private networks are refused however they are written', () => {
    const inside = [
      ...[
        '127.0.0.1',
        '10.0.0.8',
        '172.16.3.4',
        '172.31.255.255',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
      ],
      ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.0.1'],
      ...[
        '::1',
        '::',
        '::ffff:127.0.0.1',
        '::ffff:7f00:1',
        '0:0:0:0:0:ffff:a00:1',
        'fe80::1',
        'fc00::1',
        'fd12::1',
        'ff02::1',
      ],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1', 'not an address'],
    ]
    expect(inside.filter((address) => isAllowed(address, none))).toEqual([])
    expect(
      ['93.184.215.14', '172.32.0.1', '2606:2800:21f:cb07::1', '::ffff:93.184.215.14'].filter(
        (one) => !isAllowed(one, none),
      ),
    ).toEqual([])
  })

  it('are allowed one by one, not all at once', async () => {
    expect(await allowedAddress('127.0.0.1', ['127.0.0.1'])).toEqual({ address: '127.0.0.1', family: 4 })
    expect(await allowedAddress('127.0.0.2', ['127.0.0.1'])).toBeNull()
    expect(await allowedAddress('10.1.9.9', ['10.1.0.0/16'])).not.toBeNull()
    expect(await allowedAddress('[::1]', ['10.1.0.0/16'])).toBeNull()
  })

  it('count only together: a name with one private address is refused, and one without any', async () => {
    const both = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    expect(await allowedAddress('mixed.example.com', [], both)).toBeNull()
    expect(
      await allowedAddress('nowhere.example.com', [], () => Promise.reject(new Error('ENOTFOUND'))),
    ).toBeNull()
  })
})

describe('the next attempt', () => {
  it('comes within a fifth of the schedule, later where the receiver asks, and after the last one never', () => {
    for (const [i, seconds] of BACKOFF_S.entries()) {
      expect(retryIn(i + 1, null, 0)).toBeCloseTo(seconds * 800, 6)
      expect(retryIn(i + 1, null, 1)).toBeCloseTo(seconds * 1200, 6)
    }
    expect(retryIn(1, 600, 0.5)).toBe(600_000)
    expect(retryIn(4, 60, 0.5)).toBe(7_200_000)
    expect(retryIn(BACKOFF_S.length + 1, null, 0.5)).toBeNull()
  })
})

function verifies(webhook: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    webhook.verify(body, headers)
    return true
  } catch {
    return false
  }
}

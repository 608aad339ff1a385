/** Which addresses notices may be sent to: public ones, and those that the operator names. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's business from outside (IANA special-purpose registries). */
const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of version 6 only global unicast is public, without what carries version 4 or is for documentation. */
const V6_PUBLIC = ['2000::/3']
const V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const blocked = listOf([...V4, ...V6])
const publicV6 = listOf(V6_PUBLIC)

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true })

/**
 * The address to connect to for a host, resolved once; null where any address that it has is not allowed, or it has none.
 * The caller connects to this very address, so that a second answer of the name server changes nothing.
 */
export async function allowedAddress(
  host: string,
  allowPrivate: readonly string[],
  resolve: Resolve = resolveAll,
): Promise<{ address: string; family: number } | null> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await resolve(bare).catch(() => [])
  const allowed = listOf(allowPrivate)
  const [first] = found
  return first && found.every(({ address }) => isAllowed(address, allowed)) ? first : null
}

export function isAllowed(address: string, allowed: BlockList): boolean {
  const inner = mappedV4(address)
  if (inner !== null) return isAllowed(inner, allowed)
  const type = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(address) === 0) return false
  if (allowed.check(address, type)) return true
  return !blocked.check(address, type) && (type === 'ipv4' || publicV6.check(address, type))
}

/** The version 4 address inside `::ffff:a.b.c.d`, however it is written. */
function mappedV4(address: string): string | null {
  if (isIP(address) !== 6) return null
  const plain = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const match = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(plain)
  if (!match) return null
  const [high, low] = [Number.parseInt(match[1] as string, 16), Number.parseInt(match[2] as string, 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

export function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const type = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (type === 'ipv6' ? 128 : 32) : Number(bits), type)
  }
  return list
}

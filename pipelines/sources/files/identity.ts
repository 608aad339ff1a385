import { hash } from 'node:crypto'

const ABSENT = '\u0000'
const SEPARATOR = '\u001f'

/** sha256 over values in their order, 22 URL-safe characters (132 bits); absent and empty are different. */
export function fingerprint(values: readonly (string | number | boolean | null)[]): string {
  let text = ''
  for (const value of values) text += SEPARATOR + (value === null ? ABSENT : value)
  return hash('sha256', text, 'base64url').slice(0, 22)
}

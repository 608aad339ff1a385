export interface ReadMail {
  headers: Record<string, string>
  text: string
  html: string
  pdf: Uint8Array
}

/** A mail as its reader takes it apart: headers unfolded and decoded, parts by their type. */
export function readMail(raw: string): ReadMail {
  const parts = partsOf(raw)
  const of = (type: string) => parts.find(({ headers }) => headers['content-type']?.startsWith(type))?.content
  return {
    headers: headersOf(raw),
    text: of('text/plain')?.toString('utf8') ?? '',
    html: of('text/html')?.toString('utf8') ?? '',
    pdf: new Uint8Array(of('application/pdf') ?? []),
  }
}

interface Part {
  headers: Record<string, string>
  content: Buffer
}

function partsOf(raw: string): Part[] {
  const headers = headersOf(raw)
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1]
  if (boundary === undefined)
    return [{ headers, content: decoded(body, headers['content-transfer-encoding']) }]
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => partsOf(part.replace(/^\r\n/, '')))
}

function headersOf(raw: string): Record<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  return Object.fromEntries(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())]
    }),
  )
}

const words = (text: string) =>
  text.replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=\s*/gi, (_, how: string, what: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(what, 'base64').toString('utf8')
      : decoded(what.replaceAll('_', ' '), 'quoted-printable').toString('utf8'),
  )

function decoded(text: string, encoding = '7bit'): Buffer {
  if (encoding === 'base64') return Buffer.from(text, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(text)
  const plain = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

/** The query string: plain `key=value`, lists as repeated keys, and only the characters escaped that must be. */

export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  const params = new URLSearchParams(text)
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key)
    found[key] = values.length > 1 || key === 'f' ? values : (values[0] ?? '')
  }
  return found
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null && item !== '')
      .map((item) => `${encode(key)}=${encode(String(item))}`),
  )
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/%(2C|3A|2F|7E)/g, (code) => decodeURIComponent(code))

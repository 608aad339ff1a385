const LONG = /\d{16}/
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Puts quotes around the integers of a JSON text that a double cannot hold, so that ids survive `JSON.parse`.
 *
 * `keepLongIntegers('{"id":9007199254740993}')` → `'{"id":"9007199254740993"}'`
 */
export function keepLongIntegers(json: string): string {
  if (!LONG.test(json)) return json
  return json.replace(TOKEN, (token) =>
    token.length >= 16 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
      ? `"${token}"`
      : token,
  )
}

/** Reads the SQL snippets of catalog entries: which columns they name, and what they say in words. */
export interface Term {
  field: string
  op: string
  value: unknown
}

const WORDS = new Set(
  'and or not is null true false in between like case when then else end distinct from interval minutes cast as timestamp'.split(
    ' ',
  ),
)
const FUNCTIONS = new Set(['coalesce', 'greatest', 'least', 'nullif', 'abs'])
const TOKEN = /\s+|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|<>|<=|>=|!=|::|[-+*/%<>=(),]/y

/**
 * Columns that the snippet names, in order of appearance, each once.
 * Throws with the offending word when it is neither SQL, nor an allowed function, nor in `columns`.
 */
export function columnsOf(sql: string, columns: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const token of tokens(sql)) {
    if (!/^[A-Za-z_]/.test(token)) continue
    const word = token.toLowerCase()
    if (columns.has(token)) found.add(token)
    else if (!WORDS.has(word) && !FUNCTIONS.has(word)) throw new Error(`unknown column ${token}`)
  }
  return [...found]
}

/** The conjunction as terms: `state = 'met' and cycle > 1` → two of them; what is not that simple stays one SQL term. */
export function termsOf(predicate: string): Term[] {
  return conjuncts(predicate).flatMap((part) => {
    const inner = enclosed(part)
    return inner === null ? [term(part)] : termsOf(inner)
  })
}

function tokens(sql: string): string[] {
  const found: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < sql.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(sql)
    if (!match) throw new Error(`unexpected ${sql.slice(at, at + 10)}`)
    if (match[0].trim() !== '') found.push(match[0])
  }
  return found
}

function conjuncts(predicate: string): string[] {
  const parts: string[][] = [[]]
  let depth = 0
  let between = false
  for (const token of tokens(predicate)) {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    const word = token.toLowerCase()
    if (word === 'between') between = true
    if (depth === 0 && word === 'or') return [predicate.trim()]
    if (depth === 0 && word === 'and' && !between) parts.push([])
    else parts.at(-1)?.push(token)
    if (word === 'and') between = false
  }
  return parts.map((part) => part.join(' ').replaceAll('( ', '(').replaceAll(' )', ')').replaceAll(' ,', ','))
}

/** What stands between parentheses that enclose the whole part, unless it is a disjunction. */
function enclosed(part: string): string | null {
  if (!part.startsWith('(')) return null
  let depth = 0
  for (const [index, token] of tokens(part).entries()) {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (depth === 1 && index > 0 && token.toLowerCase() === 'or') return null
    if (depth === 0 && index < tokens(part).length - 1) return null
  }
  return part.slice(1, -1)
}

const LITERAL = String.raw`'(?:[^']|'')*'|\d+(?:\.\d+)?|true|false`
const COMPARISON = new RegExp(String.raw`^(\w+) (=|<>|!=|<|<=|>|>=) (${LITERAL})$`)
const MEMBER = new RegExp(String.raw`^(\w+) (not in|in) \(((?:${LITERAL})(?:, (?:${LITERAL}))*)\)$`)
const NULLNESS = /^(\w+) is (not )?null$/
const FLAG = /^(not )?(\w+)$/

function term(sql: string): Term {
  const comparison = COMPARISON.exec(sql)
  if (comparison)
    return { field: comparison[1] ?? '', op: comparison[2] ?? '', value: literal(comparison[3] ?? '') }
  const member = MEMBER.exec(sql)
  if (member) {
    const values = member[3]?.match(new RegExp(LITERAL, 'g')) ?? []
    return { field: member[1] ?? '', op: member[2] ?? '', value: values.map(literal) }
  }
  const nullness = NULLNESS.exec(sql)
  if (nullness) return { field: nullness[1] ?? '', op: nullness[2] ? 'is not' : 'is', value: null }
  const flag = FLAG.exec(sql)
  if (flag) return { field: flag[2] ?? '', op: '=', value: !flag[1] }
  return { field: sql, op: '=', value: true }
}

function literal(sql: string): string | number | boolean {
  if (sql.startsWith("'")) return sql.slice(1, -1).replaceAll("''", "'")
  return sql === 'true' ? true : sql === 'false' ? false : Number(sql)
}

/** Why an item could not be mapped: `<path within the item>: <reason>`, or `: <reason>` of the item itself. Null when it was. */
export type Problem = string | null

/** Puts the path of the item before a problem within it: `messages[0]` and `id: missing` → `messages[0].id: missing`. */
export function at(path: string, problem: string): string {
  return problem.startsWith(':') ? path + problem : `${path}.${problem}`
}

/** A body of bad items must not become a list of reasons many times its size. */
const MOST_PROBLEMS = 20

/** Maps each item of a list by a function that says what is wrong with an item. Returns the problems with their paths. */
export function eachOf<T>(
  items: unknown,
  path: string,
  read: (item: unknown) => T | null,
  map: (item: T) => readonly string[] | Problem,
): string[] {
  if (!Array.isArray(items)) return [`${path}: not a list`]
  const problems: string[] = []
  let untold = false
  for (let i = 0; i < items.length; i += 1) {
    const item = read(items[i])
    const found = item === null ? ': not an object' : map(item)
    if (found === null || found.length === 0) continue
    for (const problem of typeof found === 'string' ? [found] : found) {
      if (problems.length < MOST_PROBLEMS) problems.push(at(`${path}[${i}]`, problem))
      else untold = true
    }
  }
  if (untold) problems.push(`${path}: more problems than these`)
  return problems
}

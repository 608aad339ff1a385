export interface FieldChange {
  /** Path with dots; `.` for the whole body. */
  field: string
  /** null where it is absent. */
  before: unknown
  after: unknown
}

/** The fields in which two bodies differ, in the order of their paths. Lists are compared as wholes. */
export function diffBodies(before: unknown, after: unknown): FieldChange[] {
  const changes = [...differences(before, after, [])]
  return changes.sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0))
}

/** Whether two bodies say the same, whatever the order of their fields. */
export const sameBody = (a: unknown, b: unknown) => diffBodies(a, b).length === 0

function* differences(before: unknown, after: unknown, path: readonly string[]): Generator<FieldChange> {
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differences(before[key], after[key], [...path, key])
    }
  } else if (!same(before, after)) {
    yield { field: path.join('.') || '.', before: before ?? null, after: after ?? null }
  }
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, i) => same(one, b[i]))
  }
  if (isObject(a) && isObject(b)) return diffBodies(a, b).length === 0
  return (a ?? null) === (b ?? null)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

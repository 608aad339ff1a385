/** What the server says is wrong, by path in the body. */
import { ApiError } from './problem.ts'

export type Errors = Readonly<Record<string, string>>

const PREVIEWED = /^changes\.\d+\.body\.?/

/** Empty unless the answer named fields; those of a what-if are named from its first change on. */
export function fieldErrors(error: Error | null): Errors {
  if (!(error instanceof ApiError) || error.status !== 400) return {}
  return Object.fromEntries(
    Object.entries(error.fields).map(([field, why]) => [field.replace(PREVIEWED, '') || '.', why]),
  )
}

/** What is wrong with a field or anything in it. */
export function errorAt(errors: Errors, path: string): string | undefined {
  return Object.entries(errors).find(([field]) => field === path || field.startsWith(`${path}.`))?.[1]
}

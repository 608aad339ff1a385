import type { SqlValue } from '../engine/port.ts'

/** Collects bound values; equal values share one placeholder. Nothing that a user typed reaches SQL in another way. */
export class Params {
  readonly values: SqlValue[] = []
  readonly #seen = new Map<string, string>()

  /** Placeholder `$n` for a text or number. */
  add(value: string | number): string {
    return this.#place(`${typeof value}:${value}`, value)
  }

  /** Placeholder for an instant in milliseconds, typed as TIMESTAMP. */
  instant(ms: number): string {
    return `${this.add(new Date(ms).toISOString())}::timestamp`
  }

  /** Placeholder for a list of whole numbers, typed as BIGINT[]. */
  list(values: readonly number[]): string {
    return `${this.#place(`list:${values.join()}`, values)}::bigint[]`
  }

  #place(key: string, value: SqlValue): string {
    const seen = this.#seen.get(key)
    if (seen) return seen
    this.values.push(value)
    const placeholder = `$${this.values.length}`
    this.#seen.set(key, placeholder)
    return placeholder
  }
}

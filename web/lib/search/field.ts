/** What one part of the address may say. Not zod, which is 4 kB more of the first page for what are a few tests of a text. */

export interface Field<Value extends string | string[] = string | string[]> {
  reads(text: string): boolean
  /** Of a list: how many items at most. A single text has none. */
  readonly most?: number
  /** Stands for the type alone. */
  readonly value?: Value
}

export type ValueOf<F> = F extends Field<infer Value> ? Value : never

export const text = (reads: (text: string) => boolean): Field<string> => ({ reads })

/** At most so many characters long. */
export const upTo = (length: number): Field<string> => text((given) => given.length <= length)

export const like = (pattern: RegExp): Field<string> => text((given) => pattern.test(given))

export const oneOf = <const Word extends string>(...words: readonly Word[]): Field<Word> => ({
  reads: (given) => (words as readonly string[]).includes(given),
})

export const list = ({ reads }: Field<string>, most = Number.POSITIVE_INFINITY): Field<string[]> => ({
  reads,
  most,
})

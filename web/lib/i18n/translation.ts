import type { en } from './en.ts'

/** The same keys with any texts. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** What every language has to say: the keys of English, each with a text of its own. */
export type Translation = Shape<typeof en>

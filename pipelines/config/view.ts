import { z } from 'zod'

const path = z
  .string()
  .max(200)
  .regex(/^\/[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'the path of a page, such as /explore')

/** The query string as the page writes it, without `?`. Only its length is judged: what a later version writes stays readable. */
const search = z
  .string()
  .max(4000)
  .regex(/^[^?#\s]*$/, 'a query string without ?, # and blanks')

/** A page as somebody wants to find it again: its address under a name. */
export const viewSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  path,
  search: search.default(''),
  owner: z.string().trim().min(1).max(100),
  /** Opened in place of Live at the address without a path. */
  home: z.boolean().default(false),
})

export type View = z.infer<typeof viewSchema>

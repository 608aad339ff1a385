import { createRoute, type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { RouteKey } from '../access.ts'

export type App = OpenAPIHono

type Routing<Path extends string> = Path extends `${infer Before}{${infer Name}}${infer After}`
  ? `${Before}:${Name}${Routing<After>}`
  : Path

/** Compiles only when `server/access.ts` states the route. */
type Stated<R extends { method: string; path: string }> =
  `${Uppercase<R['method']>} ${Routing<R['path']>}` extends RouteKey
    ? unknown
    : { access: 'state this route in server/access.ts' }

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    fields: z.record(z.string(), z.string()),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details' })

/** Content of a request or answer. */
export const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } })

/** A body that has to be there. */
export const sent = <S extends z.ZodType>(schema: S) => ({ content: json(schema), required: true })

/** The answer 200. */
export const ok = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, content: json(schema) },
})

/** A documented API route: its errors are problem+json, its policy is stated in the access table. */
export function apiRoute<const P extends string, const R extends Omit<RouteConfig, 'path'> & { path: P }>(
  route: R & Stated<R>,
) {
  return createRoute<P, R>({
    ...route,
    responses: {
      ...route.responses,
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  })
}

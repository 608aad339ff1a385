import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type ErrorCode, PegelError } from '../pipelines/errors.ts'
import { describeError, type Log } from './log.ts'

const STATUS: Record<ErrorCode, { status: ContentfulStatusCode; title: string }> = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'Not authenticated' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict with the present state' },
  too_large: { status: 413, title: 'Too large' },
  unavailable: { status: 503, title: 'Not available right now' },
}

/** RFC 9457 problem details, with our error code and the fields at fault. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  fields: Readonly<Record<string, string>>
}

/** Answers with problem+json for whatever a handler threw; what is not ours becomes a bare 500 and a log line. */
export function answerError(error: unknown, c: Context, log: Log): Response {
  if (error instanceof PegelError) return answer(c, error)
  if (error instanceof HTTPException && error.status < 500) {
    const code = error.status === 413 ? 'too_large' : 'invalid'
    return answer(c, new PegelError(code, error.message), error.status)
  }
  log('error', 'request failed', { method: c.req.method, ...describeError(error) })
  return problem(c, {
    type: 'urn:pegel:problem:internal',
    title: 'Something went wrong',
    status: 500,
    detail: 'The server met an error it did not expect; its log has the particulars.',
    code: 'internal',
    fields: {},
  })
}

/** Problem+json for one of our errors; `status` where HTTP has a finer word than the error's own. */
export function answer(c: Context, error: PegelError, status?: number): Response {
  const known = STATUS[error.code]
  return problem(c, {
    type: `urn:pegel:problem:${error.code}`,
    title: known.title,
    status: status ?? known.status,
    detail: error.message,
    code: error.code,
    fields: error.fields,
  })
}

function problem(c: Context, body: Problem): Response {
  if (body.status === 503) c.header('Retry-After', '5')
  c.header('Content-Type', 'application/problem+json')
  c.header('Cache-Control', 'no-store')
  return c.body(JSON.stringify(body), body.status as ContentfulStatusCode)
}

/** The one list of errors that verbs throw; `server/errors.ts` turns them into problem+json, the CLI into exit codes. */
export type ErrorCode =
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  | 'unauthorized'
  | 'conflict'
  | 'too_large'
  | 'unavailable'

export class PegelError extends Error {
  readonly code: ErrorCode
  /** Field → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>

  constructor(code: ErrorCode, message: string, fields: Record<string, string> = {}) {
    super(message)
    this.name = 'PegelError'
    this.code = code
    this.fields = fields
  }
}

export const invalid = (message: string, fields: Record<string, string> = {}) =>
  new PegelError('invalid', message, fields)
export const notFound = (message: string) => new PegelError('not_found', message)
export const conflict = (message: string) => new PegelError('conflict', message)
export const unavailable = (message: string) => new PegelError('unavailable', message)

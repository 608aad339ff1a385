/** An answer that is none: what the server said (problem+json), or that it said nothing. */
export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly fields: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** Reads an error response, whatever its body is. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Record<string, unknown>>
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' && value ? value : otherwise)
  return new ApiError(
    response.status,
    text(problem.code, 'unknown'),
    text(problem.detail, text(problem.title, response.statusText)),
    typeof problem.fields === 'object' ? (problem.fields as Record<string, string>) : {},
  )
}

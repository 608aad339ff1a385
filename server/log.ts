/** Structured log: one JSON object a line on standard error, only the fields listed here, never a body. */
export interface LogFields {
  code?: string
  detail?: string
  frames?: readonly string[]
  method?: string
  /** The route's pattern, never the path: paths carry ticket numbers. */
  route?: string
  source?: string
  status?: number
  seconds?: number
  seq?: number
  count?: number
  address?: string
  version?: string
}

export type Level = 'info' | 'warn' | 'error'
export type Log = (level: Level, event: string, fields?: LogFields) => void

const FIELDS = [
  'code',
  'detail',
  'frames',
  'method',
  'route',
  'source',
  'status',
  'seconds',
  'seq',
  'count',
  'address',
  'version',
] as const satisfies readonly (keyof LogFields)[]

/** Writes to standard error; `log('warn', 'hook refused', { source: 'inbox', status: 401 })`. */
export function logTo(stream: { write(line: string): unknown }): Log {
  return (level, event, fields = {}) => {
    const kept = FIELDS.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]])
    const line = { time: new Date().toISOString(), level, event, ...Object.fromEntries(kept) }
    stream.write(`${JSON.stringify(line)}\n`)
  }
}

/**
 * What may be written down of an error that is not ours: its message may quote data, so quoted stretches and long
 * runs of digits are masked.
 */
export function describeError(error: unknown): Pick<LogFields, 'code' | 'detail' | 'frames'> {
  if (!(error instanceof Error)) return { code: typeof error }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
  return { code: error.name, detail: masked(error.message), frames }
}

function masked(message: string): string {
  return message
    .replace(/(["'`])(?:(?!\1).)*\1/gs, '$1…$1')
    .replace(/[+\d][\d\s().-]{4,}\d/g, '#')
    .slice(0, 300)
}

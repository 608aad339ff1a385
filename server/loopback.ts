import { invalid } from '../pipelines/errors.ts'

/** Whether a Host header, or a host to bind to, names this machine and nothing else: `localhost:3000`, `[::1]`. */
export function isLoopbackName(host: string): boolean {
  return host === '::1' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host)
}

/** Throws `invalid` for a host that others could reach. */
export function requireLoopbackHost(host: string): void {
  if (isLoopbackName(host)) return
  throw invalid(
    `Pegel binds to 127.0.0.1 or ::1 only, not to ${host}: until there are accounts, whoever reaches it is admin`,
    { host: 'not a loopback address' },
  )
}

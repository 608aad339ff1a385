/** Whether a Host header, or a host to bind to, names this machine and nothing else: `localhost:3000`, `[::1]`. */
export function isLoopbackName(host: string): boolean {
  return host === '::1' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host)
}

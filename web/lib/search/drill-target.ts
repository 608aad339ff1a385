/** The mark whose rows are shown, as it stands in the URL: `backlog_open;time=2026-11-22T00:00:00Z;team=Billing`. */
import { NO_VALUE } from './filters.ts'

export interface DrillTarget {
  metric: string
  cell: Readonly<Record<string, string | null>>
}

export function encodeDrill({ metric, cell }: DrillTarget): string {
  const parts = Object.entries(cell).map(
    ([name, value]) => `;${name}=${value === null ? NO_VALUE : hide(value)}`,
  )
  return metric + parts.join('')
}

/** Null when the text names no mark. */
export function decodeDrill(text: string): DrillTarget | null {
  const [metric = '', ...parts] = text.split(';')
  if (!/^[a-z][a-z0-9_]*$/.test(metric)) return null
  const cell: Record<string, string | null> = {}
  for (const part of parts) {
    const match = /^([a-z][a-z0-9_]*)=(.*)$/s.exec(part)
    if (!match?.[1] || match[2] === undefined) return null
    cell[match[1]] = match[2] === NO_VALUE ? null : reveal(match[2])
  }
  return { metric, cell }
}

/** The edges that alone cut out the bar that a cell names by its `bin` and `bin_to`; null where it names none. */
export function edgesOf({ bin, bin_to }: DrillTarget['cell']): number[] | null {
  if (typeof bin !== 'string') return null
  return [bin, bin_to].map(Number).filter((edge) => edge > 0)
}

const CODES: readonly (readonly [string, string])[] = [
  ['!', '!0'],
  [';', '!1'],
  [NO_VALUE, '!2'],
]

const hide = (text: string) => CODES.reduce((done, [plain, code]) => done.replaceAll(plain, code), text)
const reveal = (text: string) =>
  CODES.toReversed().reduce((done, [plain, code]) => done.replaceAll(code, plain), text)

/** The colours of a chart. They are drawn as SVG, so the page's own CSS tokens colour them, in print too. */
const token = (name: string) => `var(--pg-${name})`

export const INK = token('ink')
export const INK_3 = token('ink-3')
export const RULE = token('rule')
export const PAPER = token('paper')
export const SHADE = token('shade')

/** Shapes go with the colours, full and then hollow, so that no series is told apart by colour alone. */
const SHAPES = ['circle', 'rect', 'triangle', 'diamond'] as const

/** Series that a chart can show apart; the rest is in its table. */
export const SERIES_AT_MOST = 2 * SHAPES.length

export const seriesColor = (slot: number) => token(`series-${(slot % SERIES_AT_MOST) + 1}`)

export function seriesMark(slot: number): { shape: (typeof SHAPES)[number]; hollow: boolean } {
  const place = slot % SERIES_AT_MOST
  return { shape: SHAPES[place % SHAPES.length] ?? 'circle', hollow: place >= SHAPES.length }
}

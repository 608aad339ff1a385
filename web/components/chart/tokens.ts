/** The colours of a chart. They are drawn as SVG, so the page's own CSS tokens colour them, in print too. */
const token = (name: string) => `var(--pg-${name})`

export const INK = token('ink')
export const INK_3 = token('ink-3')
export const RULE = token('rule')
export const PAPER = token('paper')
export const SHADE = token('shade')

/** Shapes go with the colours, so that no series is told apart by colour alone. */
export const SHAPES = [
  'circle',
  'rect',
  'triangle',
  'diamond',
  'emptyCircle',
  'emptyRect',
  'emptyTriangle',
  'emptyDiamond',
] as const

/** Series that a chart can show apart; the rest is in its table. */
export const SERIES_AT_MOST = SHAPES.length

export const seriesColor = (index: number) => token(`series-${(index % SERIES_AT_MOST) + 1}`)
export const seriesShape = (index: number) => SHAPES[index % SERIES_AT_MOST] ?? 'circle'

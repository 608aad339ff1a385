import type { ChartOption } from './option.ts'

/** What charts are drawn with comes apart from the pages, once. */
export const loadDrawing = () => import('./draw.ts')

let marks: Promise<unknown> | null = null

/** Null when an option needs no more than is loaded with the drawing. */
export function loadMore(option: ChartOption): Promise<unknown> | null {
  const series = Array.isArray(option.series) ? option.series : [option.series]
  if (!series.some((one) => one && ('markLine' in one || 'markArea' in one))) return null
  marks ??= import('./draw-marks.ts')
  return marks
}

/** Fetches it before the first chart asks, for pages that will have one. */
export function preloadDrawing(): void {
  loadDrawing().catch(() => {})
}

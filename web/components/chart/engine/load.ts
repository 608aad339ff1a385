/** What charts are drawn with comes apart from the pages, once. */
export const loadDrawing = () => import('./draw.ts')

/** Fetches it before the first chart asks, for pages that will have one. */
export function preloadDrawing(): void {
  loadDrawing().catch(() => {})
}

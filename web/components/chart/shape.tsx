import { seriesColor, seriesMark } from './tokens.ts'

const PATHS = {
  circle: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
  rect: 'M2.5 2.5h7v7h-7z',
  triangle: 'M6 1.5l4.6 8.5h-9.2z',
  diamond: 'M6 1l5 5l-5 5l-5 -5z',
} as const

/** The mark of a series: its shape in its colour. */
export function SeriesShape({ slot }: { slot: number }) {
  const color = seriesColor(slot)
  const { shape, hollow } = seriesMark(slot)
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <path d={PATHS[shape]} fill={hollow ? 'none' : color} stroke={color} strokeWidth={hollow ? 1.8 : 0} />
    </svg>
  )
}

/** The weekly page in one language: the model that the page on the web, the PDF and the mail are renderings of. */

import type { Language } from '../language.ts'
import type { Chart } from './figures.ts'

export type Tone = 'better' | 'worse' | 'neutral'

/** A figure that a text states: what it is of, what the catalog says, and how it is written there. */
export interface StatedFigure {
  metric: string
  /** Of the week, of the week before, their difference, a segment's part of it, or a count of rows. */
  of: 'value' | 'before' | 'change' | 'contribution' | 'n' | 'usual' | 'target'
  /** Dimension → value of the segment that it is of; absent for the whole. */
  cell?: Readonly<Record<string, string | null>>
  value: number
  text: string
}

export interface Sentence {
  text: string
  figures: readonly StatedFigure[]
}

export interface Paragraph {
  tone: Tone
  /** What moved first, then what explains it. */
  sentences: readonly Sentence[]
}

export interface Tile {
  metric: string
  label: string
  value: string
  n: string | null
  before: string
  change: { text: string; way: 'up' | 'down' | 'same'; tone: Tone } | null
  /** `met` is null where there is no figure, or no better direction. */
  target: { text: string; met: boolean | null } | null
}

export interface Column {
  label: string
  numeric: boolean
}

export interface TableRow {
  cells: readonly string[]
  tone: Tone
}

export type Block =
  | { kind: 'tiles'; id: string; title: string; note: string; tiles: readonly Tile[] }
  | { kind: 'paragraphs'; id: string; title: string; note: string | null; paragraphs: readonly Paragraph[] }
  | {
      kind: 'table'
      id: string
      title: string
      note: string | null
      columns: readonly Column[]
      rows: readonly TableRow[]
      /** What stands there instead of a table without rows. */
      nothing: string
    }
  | { kind: 'charts'; id: string; title: string; charts: readonly DrawnChart[] }

export interface DrawnChart extends Chart {
  title: string
  /** What the picture shows, in a sentence with its figures. */
  alt: string
  /** Names of the buckets. */
  labels: readonly string[]
  /** Names of the series, where there are several. */
  names: { now: string; before: string; target: string }
}

export interface ReportDocument {
  language: Language
  /** `Weekly report, week 47 of 2026` */
  title: string
  /** `16–22 Nov 2026 · Europe/Berlin · Team: Front desk` */
  subtitle: string
  /** Of the mail, and of the file. */
  subject: string
  week: string
  /** What a reader must know before the figures: not over yet, nothing in it, holidays. */
  warnings: readonly string[]
  blocks: readonly Block[]
  /** `As of 23 Nov 2026, 07:00 · …` */
  footer: string
}

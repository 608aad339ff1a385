/** A tagged A4 document that grows downwards: places, fonts, page breaks, and what every page carries. */
import { createRequire } from 'node:module'
import type Library from 'pdfkit'
import { INK, INK_3, RULE } from './colours.ts'
import { FONTS, type FontName } from './fonts.ts'

/** As one file, which loads in a tenth of the time. */
const PDFDocument = createRequire(import.meta.url)('pdfkit') as typeof Library

type Pdf = PDFKit.PDFDocument
type Structure = PDFKit.PDFStructureElement

export const MARGIN = 42
const FOOT = 30

export interface TextStyle {
  size: number
  font?: FontName
  colour?: string
  align?: 'left' | 'right' | 'center'
  lineGap?: number
}

/** The part of an embedded font that its public types leave out. */
interface Typeface {
  font: { hasGlyphForCodePoint(code: number): boolean }
  layoutRun(text: string, features?: Readonly<Record<string, boolean>>): unknown
}

/** Figures of one width and kerning; without the contextual rules, which take most of the time and change little. */
const FEATURES = { tnum: true, kern: true, calt: false, ccmp: false, clig: false, rclt: false, rlig: false }

interface Box {
  x: number
  y: number
  width: number
}

export class Page {
  readonly pdf: Pdf
  /** Where the next thing goes. */
  y = MARGIN
  readonly left = MARGIN
  readonly width: number
  readonly #bottom: number
  readonly #root: Structure
  readonly #faces = new Map<FontName, Typeface>()

  constructor({ title, language, subject }: { title: string; language: string; subject: string }) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
      pdfVersion: '1.7',
      tagged: true,
      lang: language,
      displayTitle: true,
      bufferPages: true,
      // No typeface but ours, which is registered below.
      font: null as unknown as string,
      info: { Title: title, Subject: subject, Creator: 'Pegel', Producer: 'Pegel' },
    })
    for (const name of Object.keys(FONTS) as FontName[]) this.pdf.registerFont(name, FONTS[name])
    this.width = this.pdf.page.width - 2 * MARGIN
    this.#bottom = this.pdf.page.height - MARGIN - FOOT
    this.#root = this.pdf.struct('Document', { title })
    this.pdf.addStructure(this.#root)
  }

  /** Room that is left on this page. */
  get room(): number {
    return this.#bottom - this.y
  }

  /** Begins a new page unless `height` fits on this one. */
  need(height: number): void {
    if (height <= this.room || this.y === MARGIN) return
    this.pdf.addPage()
    this.y = MARGIN
  }

  /** An element of the document's structure; `parent` is the document unless told. */
  element(type: string, options: { alt?: string } = {}, parent: Structure = this.#root): Structure {
    const element = this.pdf.struct(type, options)
    parent.add(element)
    return element
  }

  /** Draws inside an element of the structure, so that readers aloud find it. */
  tagged(
    type: string,
    draw: () => void,
    options: { alt?: string; scope?: string } = {},
    parent: Structure = this.#root,
  ): void {
    const element = this.pdf.struct(type, options as never, [draw])
    parent.add(element)
    element.end()
  }

  /** Draws what carries no meaning: rules, shades, page numbers. */
  artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' })
    draw()
    this.pdf.endMarkedContent()
  }

  rule(y = this.y): void {
    this.artifact(() => {
      this.pdf
        .moveTo(this.left, y)
        .lineTo(this.left + this.width, y)
        .lineWidth(0.5)
        .strokeColor(RULE)
        .stroke()
    })
  }

  heightOf(text: string, style: TextStyle, width: number): number {
    const shown = this.#set(text, style)
    return this.pdf.heightOfString(shown, { width, lineGap: style.lineGap ?? 0 })
  }

  widthOf(text: string, style: TextStyle): number {
    return this.pdf.widthOfString(this.#set(text, style))
  }

  text(text: string, style: TextStyle, { x, y, width }: Box): void {
    const shown = this.#set(text, style)
    this.pdf
      .fillColor(style.colour ?? INK)
      .text(shown, x, y, { width, align: style.align ?? 'left', lineGap: style.lineGap ?? 0 })
  }

  /** Numbers the pages and closes the file. */
  async finish(footer: string, numbered: (page: number, pages: number) => string): Promise<Uint8Array> {
    const { count } = this.pdf.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(page)
      const y = this.pdf.page.height - MARGIN - 6
      this.rule(y - 8)
      this.artifact(() => {
        const style = { size: 7.5, colour: INK_3 }
        this.text(footer, style, { x: this.left, y, width: this.width - 60 })
        this.text(
          numbered(page + 1, count),
          { ...style, align: 'right' },
          { x: this.left, y, width: this.width },
        )
      })
    }
    this.#root.end()
    const chunks: Uint8Array[] = []
    const done = new Promise<Uint8Array>((resolve, reject) => {
      this.pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      this.pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
      this.pdf.on('error', reject)
    })
    this.pdf.end()
    return done
  }

  #set(text: string, { size, font = 'regular' }: TextStyle): string {
    this.pdf.font(font).fontSize(size)
    return drawable(text, this.#faces.get(font) ?? this.#prepare(font))
  }

  #prepare(name: FontName): Typeface {
    const face = (this.pdf as unknown as { _font: Typeface })._font
    const layout = face.layoutRun.bind(face)
    face.layoutRun = (text) => layout(text, FEATURES)
    this.#faces.set(name, face)
    return face
  }
}

/** What the typeface does not have, such as emoji, becomes a hollow square instead of a broken glyph. */
function drawable(text: string, { font }: Typeface): string {
  return Array.from(text.normalize('NFC').replace(/\p{Cc}|\u200d|\ufe0e|\ufe0f/gu, ' '), (letter) =>
    font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0) ? letter : '□',
  ).join('')
}

/** A part of the page as an SVG of its own: boxes, lines of text and drawings where they stand, colours resolved. */
const PADDING = 16
/** Plain colours that a gradient is drawn with. */
const STEPS = 24
/** Not part of the picture: what is only heard, or only pressed. */
const LEFT_OUT = '.pg-hidden, [data-no-picture], [hidden], header [class*="actions"], select, input'

export function svgOf(root: Element): string {
  const frame = root.getBoundingClientRect()
  const at = (rect: DOMRect) => ({
    x: round(rect.left - frame.left + PADDING),
    y: round(rect.top - frame.top + PADDING),
    width: round(rect.width),
    height: round(rect.height),
  })
  const drawn: string[] = []
  let lowest = 0
  const reach = (box: Box) => {
    lowest = Math.max(lowest, box.y + box.height)
    return box
  }
  const visit = (element: Element) => {
    if (element.matches(LEFT_OUT)) return
    const style = getComputedStyle(element)
    if (style.display === 'none' || style.visibility === 'hidden') return
    if (element instanceof SVGSVGElement) {
      drawn.push(drawing(element, reach(at(element.getBoundingClientRect()))))
      return
    }
    const box = at(element.getBoundingClientRect())
    const parts = boxOf(style, box)
    if (parts.length > 0 && element !== root) reach(box)
    drawn.push(...parts)
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child)
      else if (child instanceof Text) drawn.push(...linesOf(child, style, (rect) => reach(at(rect))))
    }
  }
  visit(root)
  const width = Math.ceil(frame.width) + 2 * PADDING
  // Room that is kept for more than there is does not belong to it.
  const height = Math.ceil(Math.min(lowest, frame.height + PADDING)) + PADDING
  const family = escaped(getComputedStyle(document.body).fontFamily)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}"><rect width="${width}" height="${height}" fill="${colour('--pg-paper')}"/>${drawn.join('')}</svg>`
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

function boxOf(style: CSSStyleDeclaration, { x, y, width, height }: Box): string[] {
  const parts: string[] = []
  const fill = (paint: string, from: number, wide: number) =>
    parts.push(
      `<rect x="${round(from)}" y="${y}" width="${round(wide)}" height="${height}" fill="${paint}"/>`,
    )
  if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor) && width > 0) {
    fill(plainColour(style.backgroundColor), x, width)
  }
  for (const [index, colour] of stepsOf(style.backgroundImage).entries()) {
    fill(colour, x + (index * width) / STEPS, width / STEPS)
  }
  const border = (side: 'Left' | 'Top' | 'Bottom', from: [number, number], to: [number, number]) => {
    const thick = Number.parseFloat(style[`border${side}Width`])
    if (!(thick > 0) || style[`border${side}Style`] === 'none') return
    const dash = style[`border${side}Style`] === 'dashed' ? ' stroke-dasharray="4 3"' : ''
    const paint = plainColour(style[`border${side}Color`])
    parts.push(
      `<path d="M${from.join(' ')}L${to.join(' ')}" stroke="${paint}" stroke-width="${thick}"${dash}/>`,
    )
  }
  border('Left', [x, y], [x, y + height])
  border('Top', [x, y], [x + width, y])
  border('Bottom', [x, y + height], [x + width, y + height])
  return parts
}

/** A gradient from left to right as so many plain colours; none for other images. */
function stepsOf(image: string): string[] {
  const ends =
    /^linear-gradient\(to right(?: in oklab)?, ((?:[\w-]+\([^()]*\)|[^,()]+)), ((?:[\w-]+\([^()]*\)|[^,()]+))\)$/.exec(
      image,
    )
  if (!ends) return []
  return Array.from({ length: STEPS }, (_, step) =>
    plainColour(`color-mix(in oklab, ${ends[2]} ${(100 * step) / (STEPS - 1)}%, ${ends[1]})`),
  )
}

/** A colour of CSS as every reader of SVG knows it: what a mix in oklab comes to is asked of the browser. */
function plainColour(css: string): string {
  if (/^(#|rgb)/.test(css)) return escaped(css)
  pen ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!pen) return escaped(css)
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = css
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue, alpha = 255] = pen.getImageData(0, 0, 1, 1).data
  return `rgba(${red}, ${green}, ${blue}, ${round(alpha / 255)})`
}

let pen: CanvasRenderingContext2D | null = null

/** One `text` a line box, so that wrapped text stays wrapped. */
function linesOf(node: Text, style: CSSStyleDeclaration, at: (rect: DOMRect) => Box): string[] {
  const text = node.data
  if (text.trim() === '') return []
  const range = document.createRange()
  const lines: { top: number; box: Box; text: string }[] = []
  for (let index = 0; index < text.length; index += 1) {
    range.setStart(node, index)
    range.setEnd(node, index + 1)
    const rect = range.getClientRects()[0]
    if (!rect) continue
    const line = lines.at(-1)
    if (line && Math.abs(line.top - rect.top) < 2) line.text += text[index]
    else lines.push({ top: rect.top, box: at(rect), text: text[index] ?? '' })
  }
  const size = Number.parseFloat(style.fontSize)
  return lines.map(({ box, text: words }) => {
    const baseline = round(box.y + box.height / 2 + size * 0.35)
    return `<text x="${box.x}" y="${baseline}" font-size="${size}" font-weight="${style.fontWeight}" fill="${plainColour(style.color)}">${escaped(words.trimEnd())}</text>`
  })
}

function drawing(svg: SVGSVGElement, { x, y, width, height }: Box): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value))
  copy.setAttribute('color', getComputedStyle(svg).color)
  const text = new XMLSerializer().serializeToString(copy)
  return text
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => colour(name))
    .replaceAll('inherit', 'sans-serif')
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

const round = (value: number) => Math.round(value * 10) / 10

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

import type { Block, ReportDocument } from '../document.ts'
import type { Around } from './letter.ts'

/** The report as plain text, lines wrapped by whoever reads it. */
export function mailText(document: ReportDocument, around: Around): string {
  const { title, subtitle, warnings, blocks, footer } = document
  return [
    title,
    subtitle,
    '',
    around.intro,
    ...warnings.map((warning) => `! ${warning}`),
    ...blocks.flatMap(blockText),
    '',
    `${around.web.label}: ${around.web.url}`,
    '',
    '-- ',
    footer,
    around.why,
    `${around.unsubscribe.label}: ${around.unsubscribe.url}`,
    '',
  ].join('\n')
}

function blockText(block: Block): string[] {
  if (block.kind === 'charts') return []
  const head = ['', block.title.toUpperCase(), ...(block.note ? [block.note] : []), '']
  if (block.kind === 'tiles') {
    return [
      ...head,
      ...block.tiles.map(({ label, value, change, before, target, n }) => {
        const rest = [change?.text, before, target?.text, n].filter((text) => typeof text === 'string')
        return `* ${label}: ${value} (${rest.join(', ')})`
      }),
    ]
  }
  if (block.kind === 'paragraphs') {
    return [
      ...head,
      ...block.paragraphs.map(({ sentences }) => `* ${sentences.map((one) => one.text).join(' ')}`),
    ]
  }
  if (block.rows.length === 0) return ['', block.title.toUpperCase(), '', block.nothing]
  return [
    ...head,
    ...block.rows.map(({ cells: [name = '', ...cells] }) => {
      const named = cells.map((cell, at) =>
        block.columns[at + 1]?.numeric ? `${block.columns[at + 1]?.label} ${cell}` : cell,
      )
      return `* ${name}: ${named.join(', ')}`
    }),
  ]
}

/** The report as HTML for mail readers: tables and inline styles only, no pictures, nothing loaded from anywhere. */
import type { Block, DrawnChart, ReportDocument, Tone } from '../document.ts'
import { ACCENT, BREACH, INK, INK_2, INK_3, MET, RULE, SUNKEN } from '../pdf/colours.ts'
import type { Around } from './letter.ts'

const TONES: Readonly<Record<Tone, string>> = { better: MET, worse: BREACH, neutral: INK_2 }
const FONT = 'font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif'

export function mailHtml(document: ReportDocument, around: Around): string {
  const { language, title, subtitle, warnings, blocks, footer } = document
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title></head>
<body style="margin:0;background:#ffffff;color:${INK};${FONT};font-size:15px;line-height:1.45">
<div style="max-width:680px;margin:0 auto;padding:24px 16px">
<h1 style="font-size:24px;margin:0">${safe(title)}</h1>
<p style="margin:4px 0 16px;color:${INK_2}">${safe(subtitle)}</p>
<p>${safe(around.intro)} <a style="color:${ACCENT}" href="${safe(around.web.url)}">${safe(around.web.label)}</a></p>
${warnings.map((warning) => `<p style="color:${ACCENT};font-weight:600">${safe(warning)}</p>`).join('\n')}
${blocks.map(blockHtml).join('\n')}
<hr style="border:0;border-top:1px solid ${RULE};margin:24px 0 12px">
<p style="font-size:12px;color:${INK_3}">${safe(footer)}<br>${safe(around.why)} <a style="color:${INK_3}" href="${safe(around.unsubscribe.url)}">${safe(around.unsubscribe.label)}</a></p>
</div></body></html>
`
}

function blockHtml(block: Block): string {
  if (block.kind === 'charts')
    return block.charts
      .filter(({ id }) => id === 'created')
      .map(barsHtml)
      .join('')
  return (
    head(block.title, block.kind === 'table' && block.rows.length === 0 ? null : block.note) + bodyOf(block)
  )
}

function head(title: string, note: string | null): string {
  const below = note ? `<p style="margin:0 0 8px;font-size:12px;color:${INK_3}">${safe(note)}</p>` : ''
  return `<h2 style="font-size:17px;margin:24px 0 4px">${safe(title)}</h2>${below}`
}

function bodyOf(block: Exclude<Block, { kind: 'charts' }>): string {
  if (block.kind === 'tiles') {
    const rows = block.tiles.map(({ label, value, change, before, target, n }) => {
      const rest = [before, target?.text, n].filter((text) => typeof text === 'string').join(' · ')
      const moved = change
        ? `<span style="color:${TONES[change.tone]}">${arrow(change.way)} ${safe(change.text)}</span>`
        : ''
      return `<tr><td style="${CELL}">${safe(label)}<br><span style="font-size:12px;color:${INK_3}">${safe(rest)}</span></td><td style="${CELL};text-align:right;font-size:19px;font-weight:600;white-space:nowrap">${safe(value)}</td><td style="${CELL};text-align:right;font-weight:600;white-space:nowrap">${moved}</td></tr>`
    })
    return `<table role="presentation" style="${TABLE};background:${SUNKEN}">${rows.join('')}</table>`
  }
  if (block.kind === 'paragraphs') {
    return block.paragraphs
      .map(
        ({ tone, sentences }) =>
          `<p style="margin:8px 0;padding-left:10px;border-left:3px solid ${TONES[tone]}">${safe(sentences.map((one) => one.text).join(' '))}</p>`,
      )
      .join('')
  }
  if (block.rows.length === 0) return `<p>${safe(block.nothing)}</p>`
  const align = (at: number) =>
    block.columns[at]?.numeric ? 'text-align:right;white-space:nowrap' : 'text-align:left'
  const heads = block.columns
    .map(
      ({ label }, at) =>
        `<th scope="col" style="${CELL};${align(at)};font-weight:400;font-size:12px;color:${INK_3}">${safe(label)}</th>`,
    )
    .join('')
  const rows = block.rows.map(({ cells, tone }) => {
    const all = cells.map((cell, at) =>
      at === 0
        ? `<th scope="row" style="${CELL};text-align:left">${safe(cell)}</th>`
        : `<td style="${CELL};${align(at)}${at === 1 && tone === 'worse' ? `;color:${BREACH};font-weight:600` : ''}">${safe(cell)}${at === 1 && tone === 'worse' && block.columns[1]?.numeric ? ' !' : ''}</td>`,
    )
    return `<tr>${all.join('')}</tr>`
  })
  return `<div style="overflow-x:auto"><table style="${TABLE};font-size:13px"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const TABLE = 'width:100%;border-collapse:collapse'
const CELL = `padding:6px 8px;border-bottom:1px solid ${RULE}`
const arrow = (way: 'up' | 'down' | 'same') => (way === 'up' ? '↑' : way === 'down' ? '↓' : '=')

/** Days as bars of table cells, which every reader draws. */
function barsHtml({ title, labels, values }: DrawnChart): string {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const rows = values.map((value, at) => {
    const width = Math.round((100 * (value ?? 0)) / most)
    return `<tr><td style="padding:2px 8px 2px 0;white-space:nowrap;color:${INK_2}">${safe(labels[at] ?? '')}</td><td style="width:70%;padding:2px 0"><div style="height:12px;width:${width}%;background:${ACCENT}"></div></td><td style="padding:2px 0 2px 8px;text-align:right">${value === null ? '–' : safe(String(value))}</td></tr>`
  })
  return `${head(title, null)}<table style="${TABLE};font-size:13px">${rows.join('')}</table>`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const safe = (text: string) => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter)

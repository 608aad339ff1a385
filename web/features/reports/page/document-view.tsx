import { useTranslation } from 'react-i18next'
import type { Block, ReportDocument, Tile } from '../../../../pipelines/reports/document.ts'
import { Section } from '../../../components/ui/section.tsx'
import classes from './page.module.css'
import { ReportChart } from './report-chart.tsx'

/** The report's document, drawn as a page. All its texts are final. */
export function DocumentView({ document }: { document: ReportDocument }) {
  return (
    <article className={classes.page} lang={document.language}>
      <header className={classes.head}>
        <h2>{document.title}</h2>
        <p>{document.subtitle}</p>
        {document.warnings.map((warning) => (
          <p key={warning} className={classes.warning}>
            {warning}
          </p>
        ))}
      </header>
      {document.blocks.map((block) => (
        <BlockView key={block.id} block={block} />
      ))}
      <footer className={classes.foot}>{document.footer}</footer>
    </article>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'tiles':
      return (
        <Section title={block.title} note={block.note}>
          <ul className={classes.tiles}>
            {block.tiles.map((tile) => (
              <TileView key={tile.metric} tile={tile} />
            ))}
          </ul>
        </Section>
      )
    case 'paragraphs':
      return (
        <Section title={block.title} note={block.note}>
          {block.paragraphs.map(({ tone, sentences }) => (
            <p key={sentences[0]?.text} className={classes.paragraph} data-tone={tone}>
              {sentences.map(({ text }) => text).join(' ')}
            </p>
          ))}
        </Section>
      )
    case 'charts':
      return (
        <Section title={block.title}>
          <div className={classes.charts}>
            {block.charts.map((chart) => (
              <ReportChart key={chart.id} chart={chart} />
            ))}
          </div>
        </Section>
      )
    case 'table':
      return (
        <Section title={block.title} note={block.note}>
          <TableView block={block} />
        </Section>
      )
  }
}

const WAYS = { up: '↑', down: '↓', same: '=' } as const

function TileView({ tile }: { tile: Tile }) {
  const { t } = useTranslation()
  const { label, value, change, before, target, n } = tile
  return (
    <li className={classes.tile} data-metric={tile.metric}>
      <h3>{label}</h3>
      <strong>{value}</strong>
      {change && (
        <span className={classes.change} data-tone={change.tone}>
          {WAYS[change.way]} {change.text}
          {change.tone !== 'neutral' && ` ${t(`reports.${change.tone}`)}`}
        </span>
      )}
      <span>{before}</span>
      {target && (
        <span className={classes.target} data-met={target.met ?? undefined}>
          {target.text}
          {target.met !== null && ` · ${t(target.met ? 'reports.targetMet' : 'reports.targetMissed')}`}
        </span>
      )}
      {n && <span>{n}</span>}
    </li>
  )
}

function TableView({ block }: { block: Extract<Block, { kind: 'table' }> }) {
  if (block.rows.length === 0) return <p className={classes.nothing}>{block.nothing}</p>
  return (
    <table className={classes.table} data-stacks>
      <thead>
        <tr>
          {block.columns.map(({ label, numeric }) => (
            <th key={label} scope="col" data-numeric={numeric || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map(({ cells: [name = '', ...cells], tone }) => (
          <tr key={[name, ...cells].join('|')} data-tone={tone}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td
                key={block.columns[at + 1]?.label}
                data-label={block.columns[at + 1]?.label}
                data-numeric={block.columns[at + 1]?.numeric || undefined}
              >
                {cell}
                {at === 0 && tone === 'worse' && block.columns[1]?.numeric && <span aria-hidden> !</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

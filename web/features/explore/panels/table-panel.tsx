import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryInput } from '../../../../pipelines/metrics/types.ts'
import { ExportMenu } from '../../../components/export/export-menu.tsx'
import { FiguresTable } from '../../../components/figures/figures-table.tsx'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import type { Question } from '../question.ts'

const ASKED = 5000

/** All metrics side by side. */
export function TablePanel({ question, base }: { question: Question; base: Omit<QueryInput, 'metrics'> }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const { filters } = useView()
  const { metrics, by, grain } = question
  const whole: QueryInput = { ...base, metrics: metrics.map(({ id }) => id), by, grain }
  const query = useQuery(figuresQuery(grain === null ? { ...whole, limit: ASKED } : whole))
  const title = metrics.map(({ label }) => label[format.language]).join(', ')
  const meta = query.data?.meta
  const note = meta?.previous
    ? t('compare.against', {
        range: format.range({ from: Date.parse(meta.previous.from), to: Date.parse(meta.previous.to) }),
      })
    : by.map(catalog.dimensionLabel).join(' · ')
  return (
    <Section
      title={title}
      note={note}
      actions={
        <ExportMenu
          what={{ what: 'figures', question: whole }}
          name="pegel"
          label={t('export.label', { metric: title })}
        />
      }
    >
      <QueryState query={query} room={420} holds>
        {(result) =>
          result.rowCount === 0 ? (
            <NoFigures filtered={filters.length > 0} />
          ) : (
            <FiguresTable
              caption={title}
              rows={figureRows(result)}
              metrics={metrics}
              by={by}
              grain={grain}
              compared={result.meta.previous !== null}
              maxHeight={640}
            />
          )
        }
      </QueryState>
    </Section>
  )
}

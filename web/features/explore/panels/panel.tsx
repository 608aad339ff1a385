import { Skeleton } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryInput } from '../../../../pipelines/metrics/types.ts'
import { ExportMenu } from '../../../components/export/export-menu.tsx'
import { Section } from '../../../components/ui/section.tsx'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { assertNever } from '../../../lib/assert-never.ts'
import { useLanguage } from '../../../lib/search/use-view.ts'
import { useBins } from '../distribution/use-bins.ts'
import { HEAT, type Question } from '../question.ts'
import { WhyButton } from '../why/why-button.tsx'
import { Heat } from './heat.tsx'
import { OverTime } from './over-time.tsx'
import { PanelFigure } from './panel-figure.tsx'
import { RankedBars } from './ranked-bars.tsx'

const Why = lazy(() => import('../why/why.tsx').then((module) => ({ default: module.Why })))
const Distribution = lazy(() =>
  import('../distribution/distribution.tsx').then((module) => ({ default: module.Distribution })),
)
const PivotTable = lazy(() =>
  import('../pivot/pivot-table.tsx').then((module) => ({ default: module.PivotTable })),
)

export interface PanelProps {
  metric: CatalogMetric
  question: Question
  base: Omit<QueryInput, 'metrics'>
}

/** One metric: its figure over the range, and its picture. */
export function Panel({ metric, question, base }: PanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { grain } = question
  const { why } = useSearch({ strict: false })
  const { bins } = useBins(question.form === 'distribution' ? metric : null, base)
  return (
    <Section
      title={metric.label[language]}
      note={metric.description[language]}
      actions={
        <>
          <WhyButton metric={metric} />
          <ExportMenu
            what={{
              what: 'figures',
              question: { ...base, metrics: [metric.id], by: shownBy(question), grain, bins },
            }}
            name={metric.id}
            label={t('export.label', { metric: metric.label[language] })}
            pictured
          />
        </>
      }
    >
      <PanelFigure metric={metric} base={base} />
      {why === metric.id && (
        <Suspense fallback={<Skeleton height={320} radius={0} />}>
          <Why metric={metric} base={base} />
        </Suspense>
      )}
      <Picture metric={metric} question={question} base={base} />
    </Section>
  )
}

/** The heatmap is cut by parts of local time. */
function shownBy({ form, by }: Question): readonly string[] {
  return form === 'heatmap' ? HEAT : by
}

function Picture(props: PanelProps) {
  const { form, grain } = props.question
  switch (form) {
    case 'heatmap':
      return <Heat {...props} />
    case 'distribution':
      return (
        <Suspense fallback={<Skeleton height={320} radius={0} data-holds />}>
          <Distribution {...props} />
        </Suspense>
      )
    case 'pivot':
      return (
        <Suspense fallback={<Skeleton height={320} radius={0} data-holds />}>
          <PivotTable {...props} />
        </Suspense>
      )
    case 'line':
    case 'bar':
      return grain === null ? <RankedBars {...props} /> : <OverTime {...props} grain={grain} form={form} />
    case 'table':
      return null
    default:
      return assertNever(form)
  }
}

import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../../components/ui/notice.tsx'
import tables from '../../../components/ui/plain-table.module.css'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { together } from '../../../components/ui/together.ts'
import { formatSigned } from '../../../lib/format/number.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { type Accuracy, type AccuracyStep, accuracyQuery } from './api.ts'
import classes from './forecast.module.css'

const STEPS = [15, 30, 60, 1440] as const satisfies readonly AccuracyStep[]

/** How good the forecasts of a queue were, by how long before they were made. */
export function AccuracyPanel({ queue }: { queue: string }) {
  const { t } = useTranslation()
  const [step, setStep] = useState<AccuracyStep>(60)
  const errors = useQuery(accuracyQuery(queue, step))
  const quarters = useQuery(accuracyQuery(queue, 15))
  return (
    <Section
      title={t('forecast.accuracy.title')}
      note={t('forecast.accuracy.note')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('forecast.accuracy.step')}
          value={String(step)}
          onChange={(value) => setStep(STEPS.find((one) => String(one) === value) ?? 60)}
          data={STEPS.map((one) => ({ value: String(one), label: t(`forecast.accuracy.steps.m${one}`) }))}
        />
      }
    >
      <QueryState query={together(errors, quarters)} skeleton={160}>
        {(rows) =>
          rows.length === 0 ? (
            <Notice title={t('forecast.accuracy.none')}>{t('forecast.accuracy.noneHint')}</Notice>
          ) : (
            <AccuracyTable rows={rows} quarters={quarters.data ?? []} />
          )
        }
      </QueryState>
    </Section>
  )
}

const HEADS = ['lead', 'wape', 'average', 'floor', 'bias', 'within80', 'within90', 'origins'] as const

function AccuracyTable({ rows, quarters }: { rows: readonly Accuracy[]; quarters: readonly Accuracy[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.percent(value)
  const signed = (value: number | null) =>
    value === null
      ? t('value.missing')
      : t('forecast.accuracy.percent', { value: formatSigned(value * 100, format.language) })
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${classes.accuracy}`}>
        <caption className="pg-hidden">{t('forecast.accuracy.title')}</caption>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" title={t(`forecast.accuracy.hint.${head}`)}>
                {t(`forecast.accuracy.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const fine = quarters.find(({ lead }) => lead === row.lead)
            const isBetter = row.wape !== null && row.averageWape !== null && row.wape < row.averageWape
            return (
              <tr key={row.lead} data-lead={row.lead}>
                <th scope="row">{t(`forecast.accuracy.leads.${row.lead}`)}</th>
                <td data-better={isBetter || undefined}>{share(row.wape)}</td>
                <td>{share(row.averageWape)}</td>
                <td>{share(row.floor)}</td>
                <td>{signed(row.bias)}</td>
                <td>{share(fine?.coverage80)}</td>
                <td>{share(fine?.coverage90)}</td>
                <td>{format.number(row.origins)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrawnChart } from '../../../../pipelines/reports/document.ts'
import { SeriesShape } from '../../../components/chart/shape.tsx'
import type { TimeSeriesData } from '../../../components/chart/time-series/data.ts'
import { TimeSeries } from '../../../components/chart/time-series/view.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './page.module.css'

/** A chart of the report, with its table behind a button. */
export function ReportChart({ chart }: { chart: DrawnChart }) {
  const data = useMemo(() => dataOf(chart), [chart])
  return (
    <div>
      <h3>{chart.title}</h3>
      <Twin
        summary={chart.alt}
        chart={
          <TimeSeries data={data} form={chart.id === 'created' ? 'bar' : 'line'} better="none" height={200} />
        }
        table={<ChartTable chart={chart} />}
        legend={
          data.series.length > 1 && (
            <ul className={classes.legend}>
              {data.series.map(({ key, label, slot }) => (
                <li key={key}>
                  <SeriesShape slot={slot} /> {label}
                </li>
              ))}
            </ul>
          )
        }
      />
    </div>
  )
}

function dataOf({ times, unit, grain, values, before, target, names }: DrawnChart): TimeSeriesData {
  const series = (key: string, label: string, slot: number, own: readonly (number | null)[]) => ({
    key,
    label,
    slot,
    cell: {},
    values: own,
    n: own.map(() => null),
    previous: null,
  })
  return {
    grain,
    unit,
    buckets: times,
    incompleteFrom: null,
    series: [
      series('now', names.now, 0, values),
      ...(before ? [series('before', names.before, 1, before)] : []),
      ...(target === null
        ? []
        : [
            series(
              'target',
              names.target,
              2,
              values.map(() => target),
            ),
          ]),
    ],
  }
}

function ChartTable({ chart }: { chart: DrawnChart }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.value(value, chart.unit)
  return (
    <table className={classes.table} aria-label={t('reports.figure', { title: chart.title })}>
      <thead>
        <tr>
          <th scope="col">{t('reports.day')}</th>
          <th scope="col" data-numeric>
            {t('reports.value')}
          </th>
          {chart.before && (
            <th scope="col" data-numeric>
              {t('reports.beforeColumn')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {chart.labels.map((label, at) => (
          <tr key={chart.times[at]}>
            <th scope="row">{label}</th>
            <td data-numeric>{text(chart.values[at])}</td>
            {chart.before && <td data-numeric>{text(chart.before[at])}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './age-table.module.css'
import { AGE_BANDS, type AgeRow } from './ages.ts'

/** Counts with a shade that grows with them; the number is always there. */
export function AgeTable({ rows }: { rows: readonly AgeRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const most = Math.max(...rows.flatMap((row) => row.counts), 1)
  const sums = AGE_BANDS.map((_, band) => rows.reduce((sum, row) => sum + (row.counts[band] ?? 0), 0))
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('live.backlog.priority')}</th>
          {AGE_BANDS.map(({ id }) => (
            <th key={id} scope="col">
              {t(`live.backlog.age.${id}`)}
            </th>
          ))}
          <th scope="col">{t('live.backlog.total')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.priority ?? ''}>
            <th scope="row">{catalog.valueLabel('priority', row.priority)}</th>
            {AGE_BANDS.map(({ id }, band) => (
              <Count key={id} count={row.counts[band] ?? 0} most={most} />
            ))}
            <td className={classes.total}>{format.number(row.total)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('live.backlog.total')}</th>
          {AGE_BANDS.map(({ id }, band) => (
            <td key={id}>{format.number(sums[band] ?? 0)}</td>
          ))}
          <td className={classes.total}>{format.number(rows.reduce((sum, row) => sum + row.total, 0))}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function Count({ count, most }: { count: number; most: number }) {
  const format = useFormat()
  const share = count === 0 ? 0 : 6 + 34 * Math.sqrt(count / most)
  return (
    <td
      style={{ background: `color-mix(in oklab, var(--pg-heat-1) ${share}%, transparent)` }}
      data-zero={count === 0 || undefined}
    >
      {format.number(count)}
    </td>
  )
}

import { useTranslation } from 'react-i18next'
import type { SourceHealth } from '../../../pipelines/pegel.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import classes from './freshness.module.css'

export function SourceTable({ sources }: { sources: readonly SourceHealth[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (sources.length === 0) return t('fresh.never')
  return (
    <table className={classes.sources}>
      <thead>
        <tr>
          <th scope="col">{t('fresh.source')}</th>
          <th scope="col">{t('fresh.lastEvent')}</th>
          <th scope="col" data-number>
            {t('fresh.duplicates')}
          </th>
          <th scope="col" data-number>
            {t('fresh.clockSkew')}
          </th>
          <th scope="col" data-number>
            {t('fresh.deadLetters')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.name}>
            <th scope="row">{source.name}</th>
            <td>
              {source.lastEventAt ? format.instant(source.lastEventAt, 'dateTime') : t('fresh.noEvent')}
            </td>
            <td data-number>{format.number(source.duplicates)}</td>
            <td data-number>{format.number(source.clockSkew)}</td>
            <td data-number>{format.number(source.deadLetters)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

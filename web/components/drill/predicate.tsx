import { useTranslation } from 'react-i18next'
import type { DrillResult } from '../../../pipelines/metrics/types.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import classes from './drill.module.css'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** The condition that every row meets, term by term. */
export function Predicate({ terms }: { terms: DrillResult['predicate'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = (value: unknown): string => {
    if (value === null || value === undefined) return t('value.none')
    if (Array.isArray(value)) return value.map(text).join(', ')
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
    const plain = String(value)
    return INSTANT.test(plain) ? format.instant(plain, 'dateTime') : plain
  }
  return (
    <ul className={classes.terms} aria-label={t('explore.rows.predicate')}>
      {terms.map((term) => (
        <li key={`${term.field} ${term.op} ${String(term.value)}`}>
          <code>{term.field}</code> {term.op} <b>{text(term.value)}</b>
        </li>
      ))}
    </ul>
  )
}

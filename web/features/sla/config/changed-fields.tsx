import { useTranslation } from 'react-i18next'
import type { FieldChange } from '../../../../pipelines/config/diff-bodies.ts'
import classes from './config.module.css'

/** The fields in which two versions differ, each with what it said and says. */
export function ChangedFields({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useTranslation()
  const text = (value: unknown) =>
    value === null ? t('sla.version.nothing') : typeof value === 'string' ? value : JSON.stringify(value)
  if (changes.length === 0) return <p className={classes.quiet}>{t('sla.version.same')}</p>
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <code>{field}</code> <del>{text(before)}</del> → <ins>{text(after)}</ins>
        </li>
      ))}
    </ul>
  )
}

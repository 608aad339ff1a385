import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from './config.module.css'
import type { Stated } from './get-config.ts'

/** Which version it is, from when it holds, and who stated it. */
export function VersionLine({ record }: { record: Stated<unknown> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { version, validFrom, author, recordedAt } = record
  return (
    <p className={classes.version} data-version={version}>
      {validFrom === null
        ? t('sla.version.ever', { version })
        : t('sla.version.from', { version, time: format.instant(validFrom, 'dateTime') })}
      {', '}
      {t('sla.version.stated', { author, time: format.instant(recordedAt, 'dateTime') })}
    </p>
  )
}

import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import type { Past } from '../api.ts'
import { useLabelText } from '../labels.ts'

const SHOWN = 100

/** Every firing of the past, the latest first. */
export function FiringTable({ past }: { past: Past }) {
  const { t } = useTranslation()
  const format = useFormat()
  const labelText = useLabelText()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('alerts.past.from')}</th>
          <th scope="col">{t('alerts.past.lasts')}</th>
          <th scope="col">{t('alerts.past.what')}</th>
          <th scope="col">{t('alerts.past.figure')}</th>
        </tr>
      </thead>
      <tbody>
        {[...past.firings]
          .reverse()
          .slice(0, SHOWN)
          .map(({ from, to, lastsS, labels, worst }) => (
            <tr key={`${from} ${JSON.stringify(labels)}`}>
              <td>{format.instant(from, 'dateTime')}</td>
              <td>{to === null ? t('alerts.past.still') : format.duration(lastsS)}</td>
              <td>{labelText(labels)}</td>
              <td>{worst === null ? '–' : format.number(worst)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import { type AlertView, useChange } from '../api.ts'
import { useLabelText } from '../labels.ts'
import { StateMark } from './state-mark.tsx'

/** One alert: what it is about, its figure and state, and an hour of quiet. */
export function AlertLine({ rule, alert }: { rule: string; alert: AlertView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const labelText = useLabelText()
  const change = useChange()
  const what = labelText(alert.labels)
  const said = [
    t(`alerts.alert.phase.${alert.phase}`),
    t('alerts.alert.since', { time: format.instant(alert.firedAt ?? alert.since, 'weekdayTime') }),
    ...(alert.flapping ? [t('alerts.alert.flapping')] : []),
    ...(alert.quiet ? [t(`alerts.alert.${alert.quiet}`)] : []),
  ]
  return (
    <li>
      <StateMark phase={alert.phase} />
      <span>
        <b>{what}</b> {alert.text?.[format.language]}
        {alert.n !== null && <span className={classes.quiet}> n = {format.number(alert.n)}</span>}
        <span className={classes.quiet}> {said.join(', ')}</span>
      </span>
      {alert.quiet !== 'silenced' && (
        <BarButton
          plain
          bare
          aria-label={t('alerts.alert.snoozeOf', { what })}
          disabled={change.isPending}
          onClick={() =>
            change.mutate({
              do: 'silence',
              rule,
              labels: alert.labels,
              hours: 1,
              reason: t('alerts.alert.snoozed'),
            })
          }
        >
          {t('alerts.alert.snooze')}
        </BarButton>
      )}
    </li>
  )
}

import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import classes from '../alerts.module.css'
import { type RuleView, useChange } from '../api.ts'
import { useReason } from '../reason.ts'
import { AlertLine } from './alert-line.tsx'
import { StateMark } from './state-mark.tsx'

const SHOWN = 8
const HOURS = [1, 4, 24, 72] as const

export function RuleItem({ rule }: { rule: RuleView }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const set = useSetSearch()
  const change = useChange()
  const { id, body, words, alerts } = rule
  const busy = alerts.filter(({ phase }) => phase !== 'normal')
  const more = busy.length - SHOWN
  return (
    <li className={classes.item} data-rule={id}>
      <div>
        <h3>
          {body.name}
          {body.severity === 'critical' && (
            <span className={classes.badge}>{t('alerts.rules.critical')}</span>
          )}
        </h3>
        <p className={classes.words}>{words[language]}</p>
        <State rule={rule} />
        {busy.length > 0 && (
          <ul className={classes.alerts}>
            {busy.slice(0, SHOWN).map((alert) => (
              <AlertLine key={JSON.stringify(alert.labels)} rule={id} alert={alert} />
            ))}
          </ul>
        )}
        {more > 0 && <p className={classes.quiet}>{t('alerts.rules.more', { count: more })}</p>}
      </div>
      <div className={classes.itemActions} data-screen>
        <NativeSelect
          size="xs"
          aria-label={`${t('alerts.silences.add')}: ${body.name}`}
          value=""
          disabled={change.isPending}
          onChange={(event) => {
            const hours = Number(event.currentTarget.value)
            if (hours > 0) {
              change.mutate({
                do: 'silence',
                rule: id,
                labels: {},
                hours,
                reason: t('alerts.silences.reason'),
              })
            }
          }}
          data={[
            { value: '', label: t('alerts.silences.add') },
            ...HOURS.map((count) => ({ value: String(count), label: t('alerts.silences.hours', { count }) })),
          ]}
        />
        <BarButton
          plain
          aria-label={t('alerts.rules.edit', { name: body.name })}
          onClick={() => set({ rule: id })}
        >
          {t('alerts.rules.editShort')}
        </BarButton>
      </div>
    </li>
  )
}

function State({ rule }: { rule: RuleView }) {
  const { t } = useTranslation()
  const reason = useReason()
  const { body, firing, pending, health } = rule
  const who = body.notify.to
  const told =
    who.length === 0 ? t('alerts.rules.toldNobody') : t('alerts.rules.told', { who: who.join(', ') })
  const mark = !body.enabled
    ? 'normal'
    : health.kind !== 'ok'
      ? health.kind
      : firing > 0
        ? 'firing'
        : pending > 0
          ? 'pending'
          : 'normal'
  const parts = [
    ...(!body.enabled ? [t('alerts.rules.off')] : []),
    ...(health.kind === 'no_data' ? [t('alerts.rules.noData', { reason: reason(health.reason) })] : []),
    ...(health.kind === 'error' ? [t('alerts.rules.error', { reason: reason(health.reason) })] : []),
    ...(firing > 0 ? [t('alerts.rules.firing', { count: firing })] : []),
    ...(pending > 0 ? [t('alerts.rules.pending', { count: pending })] : []),
  ]
  return (
    <p className={classes.state}>
      <StateMark phase={mark} />
      <strong data-phase={mark}>{parts.length > 0 ? parts.join(', ') : t('alerts.rules.quiet')}</strong>
      <span className={classes.quiet}>{told}</span>
    </p>
  )
}

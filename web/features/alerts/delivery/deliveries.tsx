import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import { type DeliveryState, type DeliveryView, deliveriesQuery, useChange } from '../api.ts'
import { useLabelText } from '../labels.ts'
import { useReason } from '../reason.ts'

const STATES: readonly DeliveryState[] = ['waiting', 'delivered', 'dead']

/** Every notice with what became of it; dead letters can be sent again. */
export function Deliveries() {
  const { t } = useTranslation()
  const [state, setState] = useState<DeliveryState | null>(null)
  const query = useQuery(deliveriesQuery(state))
  return (
    <Section
      title={t('alerts.deliveries.title')}
      note={t('alerts.deliveries.note')}
      actions={
        <NativeSelect
          size="xs"
          aria-label={t('alerts.deliveries.filter')}
          value={state ?? ''}
          onChange={(event) => setState(STATES.find((one) => one === event.currentTarget.value) ?? null)}
          data={[
            { value: '', label: t('alerts.deliveries.all') },
            ...STATES.map((one) => ({ value: one, label: t(`alerts.deliveries.state.${one}`) })),
          ]}
        />
      }
    >
      <QueryState query={query} skeleton={160}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className={classes.quiet}>{t('alerts.deliveries.none')}</p>
          ) : (
            <table className={`${classes.table} ${classes.stacked}`}>
              <thead>
                <tr>
                  <th scope="col">{t('alerts.deliveries.when')}</th>
                  <th scope="col">{t('alerts.deliveries.what')}</th>
                  <th scope="col">{t('alerts.deliveries.rule')}</th>
                  <th scope="col">{t('alerts.deliveries.endpoint')}</th>
                  <th scope="col">{t('alerts.deliveries.result')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <DeliveryRow key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          )
        }
      </QueryState>
    </Section>
  )
}

function DeliveryRow({ row }: { row: DeliveryView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const labelText = useLabelText()
  const reason = useReason()
  const change = useChange()
  const about = Object.keys(row.labels).length > 0 ? ` · ${labelText(row.labels)}` : ''
  const said = [
    ...(row.reason ? [reason(row.reason)] : []),
    ...(row.attempts > 1 ? [t('alerts.deliveries.attempts', { count: row.attempts })] : []),
    ...(row.nextAt && row.attempts > 0
      ? [t('alerts.deliveries.next', { time: format.instant(row.nextAt, 'dateTime') })]
      : []),
  ]
  return (
    <tr data-delivery={row.id}>
      <td>{format.instant(row.createdAt, 'dateTime')}</td>
      <td>
        {t(`alerts.deliveries.kind.${row.kind}`)}
        {about}
        {row.alerts > 1 && <span className={classes.quiet}> ({format.number(row.alerts)})</span>}
      </td>
      <td>{row.rule}</td>
      <td>{row.endpoint}</td>
      <td>
        <span data-state={row.state}>{t(`alerts.deliveries.state.${row.state}`)}</span>
        {said.length > 0 && <span className={classes.quiet}> {said.join(', ')}</span>}
        {row.state === 'dead' && (
          <BarButton
            plain
            bare
            aria-label={t('alerts.deliveries.replayOf', { id: row.id })}
            disabled={change.isPending}
            onClick={() => change.mutate({ do: 'replay', id: row.id })}
          >
            {t('alerts.deliveries.replay')}
          </BarButton>
        )}
      </td>
    </tr>
  )
}

import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import { type EndpointView, endpointsQuery, useChange } from '../api.ts'
import { useReason } from '../reason.ts'
import { EndpointForm } from './endpoint-form.tsx'

/** Where notices go, and whether they arrive. */
export function Endpoints() {
  const { t } = useTranslation()
  const query = useQuery(endpointsQuery)
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Section
      title={t('alerts.endpoints.title')}
      note={t('alerts.endpoints.note')}
      actions={
        <BarButton
          plain
          aria-expanded={adding}
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => setAdding(!adding)}
        >
          {t('alerts.endpoints.add')}
        </BarButton>
      }
    >
      <QueryState query={query} skeleton={80} holds>
        {(endpoints) => (
          <>
            {adding && (
              <EndpointForm
                taken={endpoints.map(({ id }) => id)}
                onDone={(made) => {
                  setAdding(false)
                  setSecret(made)
                }}
              />
            )}
            {secret !== null && (
              <p className={classes.secret} role="status">
                {t('alerts.endpoints.shown', { secret })}
              </p>
            )}
            {endpoints.length === 0 && <p className={classes.quiet}>{t('alerts.endpoints.none')}</p>}
            <ul className={classes.alerts}>
              {endpoints.map((endpoint) => (
                <EndpointLine key={endpoint.id} endpoint={endpoint} onSecret={setSecret} />
              ))}
            </ul>
          </>
        )}
      </QueryState>
    </Section>
  )
}

function EndpointLine({
  endpoint,
  onSecret,
}: {
  endpoint: EndpointView
  onSecret: (secret: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const change = useChange()
  const rotate = useChange<{ secret: string }>(({ secret }) => onSecret(secret))
  const reasonText = useReason()
  const { id, body, ready, disabledAt, failingSince, reason, version } = endpoint
  const { name } = body
  const state = disabledAt
    ? t('alerts.endpoints.disabled', { reason: reasonText(reason) })
    : failingSince
      ? t('alerts.endpoints.failing', { time: format.instant(failingSince, 'dateTime') })
      : t(ready ? 'alerts.endpoints.ready' : 'alerts.endpoints.notReady')
  const where = body.type === 'webhook' ? body.url : body.type === 'email' ? body.to.join(', ') : ''
  const button = (text: string, label: string, onClick: () => void) => (
    <BarButton
      plain
      bare
      aria-label={label}
      disabled={change.isPending || rotate.isPending}
      onClick={onClick}
    >
      {text}
    </BarButton>
  )
  return (
    <li data-endpoint={id}>
      <span>
        <b>{name}</b> {t(`alerts.endpoints.types.${body.type}`)}{' '}
        <span className={classes.quiet}>{where}</span>{' '}
        <span data-state={disabledAt ? 'dead' : failingSince || !ready ? 'waiting' : 'delivered'}>
          {state}
        </span>
      </span>
      <span className={classes.lineActions} data-screen>
        {disabledAt &&
          button(t('alerts.endpoints.enable'), t('alerts.endpoints.enableOf', { name }), () =>
            change.mutate({ do: 'enable', id }),
          )}
        {button(t('alerts.endpoints.test'), t('alerts.endpoints.testOf', { name }), () =>
          change.mutate({ do: 'test', id }),
        )}
        {body.type === 'webhook' &&
          button(t('alerts.endpoints.secret'), t('alerts.endpoints.secretOf', { name }), () =>
            rotate.mutate({ do: 'secret', id }),
          )}
        {button(t('alerts.endpoints.remove'), t('alerts.endpoints.removeOf', { name }), () =>
          change.mutate({ do: 'remove', kind: 'endpoint', id, basedOn: version }),
        )}
      </span>
      {change.error && (
        <span role="alert" className={classes.problem}>
          {change.error.message}
        </span>
      )}
    </li>
  )
}

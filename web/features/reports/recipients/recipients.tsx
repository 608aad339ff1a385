import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedRecipient } from '../../../../pipelines/reports/delivery/list-recipients.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { SidePanel } from '../../../components/ui/side-panel.tsx'
import { recipientsQuery } from '../get-recipients.ts'
import classes from '../reports.module.css'
import { useChangeRecipient, useSendNow } from './change-recipient.ts'
import { MailPreview } from './mail-preview.tsx'
import { RecipientForm } from './recipient-form.tsx'
import { RecipientRow } from './recipient-row.tsx'

type Opened = { as: 'form' | 'preview'; recipient: ListedRecipient | null } | null

/** Who gets the report, when, and what became of the last one. */
export function Recipients({ week }: { week: string | undefined }) {
  const { t } = useTranslation()
  const query = useQuery(recipientsQuery)
  const [opened, setOpened] = useState<Opened>(null)
  const change = useChangeRecipient(() => {})
  const send = useSendNow(week)
  const close = () => setOpened(null)
  const said = send.data && {
    name: send.data.name,
    reason: send.data.reason ?? t(`reports.archive.states.${send.data.state}`),
  }
  return (
    <Section
      title={t('reports.recipients.title')}
      note={t('reports.recipients.note')}
      actions={
        <BarButton
          plain
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => setOpened({ as: 'form', recipient: null })}
        >
          {t('reports.recipients.add')}
        </BarButton>
      }
    >
      <QueryState query={query} skeleton={80} holds>
        {({ mailServer, recipients }) => (
          <>
            {!mailServer && (
              <p className={recipients.length > 0 ? classes.problem : classes.quiet}>
                {t('reports.recipients.noServer')}
              </p>
            )}
            {recipients.length === 0 ? (
              <p className={classes.quiet}>{t('reports.recipients.none')}</p>
            ) : (
              <ul className={classes.people}>
                {recipients.map((one) => (
                  <RecipientRow
                    key={one.id}
                    recipient={one}
                    canSend={mailServer && !send.isPending}
                    onEdit={() => setOpened({ as: 'form', recipient: one })}
                    onPreview={() => setOpened({ as: 'preview', recipient: one })}
                    onSend={() => send.mutate(one.id)}
                    onPause={() =>
                      change.mutate({
                        do: 'put',
                        id: one.id,
                        body: { ...one.body, paused: !one.body.paused },
                        basedOn: one.version,
                      })
                    }
                  />
                ))}
              </ul>
            )}
            <p role="status" className={classes.quiet}>
              {said &&
                t(
                  send.data?.state === 'sent' ? 'reports.recipients.sent' : 'reports.recipients.notSent',
                  said,
                )}
              {send.error?.message ?? change.error?.message}
            </p>
          </>
        )}
      </QueryState>
      {opened?.as === 'form' && (
        <SidePanel title={t('reports.recipients.editing')} width={480} onClose={close}>
          <RecipientForm
            recipient={opened.recipient}
            taken={query.data?.recipients.map(({ id }) => id) ?? []}
            onClose={close}
          />
        </SidePanel>
      )}
      {opened?.as === 'preview' && opened.recipient && (
        <SidePanel
          title={t('reports.recipients.previewOf', { name: opened.recipient.body.name })}
          width={760}
          onClose={close}
        >
          <MailPreview id={opened.recipient.id} week={week} />
        </SidePanel>
      )}
    </Section>
  )
}

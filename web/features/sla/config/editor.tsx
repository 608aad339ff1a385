import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { SidePanel } from '../../../components/ui/side-panel.tsx'
import { calendarForm } from '../calendars/calendar-form.tsx'
import { policyForm } from '../policies/policy-form.tsx'
import { EditForm } from './edit-form.tsx'
import { calendarsQuery, historyQuery, type Kind, policiesQuery, type Stated } from './get-config.ts'

interface EditorProps {
  kind: Kind
  /** Empty for a new one. */
  id: string
  onClose: () => void
}

/** A policy or calendar: what it says, what another version would have meant, and every version there was. */
export function Editor({ kind, id, onClose }: EditorProps) {
  const { t } = useTranslation()
  const query = useQuery({ ...historyQuery(kind, id), enabled: id !== '' })
  const named = query.data?.find(({ body }) => body !== null)?.body as { name?: string } | null | undefined
  return (
    <SidePanel
      title={id === '' ? t(`sla.form.new.${kind}`) : t('sla.edit', { name: named?.name ?? id })}
      width={720}
      onClose={onClose}
    >
      {id === '' ? (
        <Form kind={kind} id="" history={[]} onClose={onClose} />
      ) : (
        <QueryState query={query} room={480}>
          {(history) => <Form kind={kind} id={id} history={history} onClose={onClose} />}
        </QueryState>
      )}
    </SidePanel>
  )
}

interface FormProps extends EditorProps {
  history: readonly Stated<object | null>[]
}

function Form({ kind, ...rest }: FormProps) {
  const policies = useQuery(policiesQuery).data ?? []
  const calendars = useQuery(calendarsQuery).data ?? []
  return kind === 'policy' ? (
    <EditForm kind={kind} form={policyForm} taken={policies.map(({ id }) => id)} {...rest} />
  ) : (
    <EditForm kind={kind} form={calendarForm} taken={calendars.map(({ id }) => id)} {...rest} />
  )
}

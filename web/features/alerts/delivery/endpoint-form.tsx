import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors } from '../../../lib/api/field-errors.ts'
import { freeId } from '../../../lib/config-id.ts'
import { useLanguage } from '../../../lib/search/use-view.ts'
import classes from '../alerts.module.css'
import { type EndpointView, useChange } from '../api.ts'

type Type = EndpointView['body']['type']
const TYPES: readonly Type[] = ['webhook', 'slack', 'teams', 'email']

/** A new endpoint: its secret is made, or its address kept apart, in the same breath. */
export function EndpointForm({
  taken,
  onDone,
}: {
  taken: readonly string[]
  onDone: (secret: string | null) => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [draft, setDraft] = useState({ type: 'webhook' as Type, name: '', where: '' })
  const put = useChange()
  const prepare = useChange<{ secret?: string }>(({ secret }) => onDone(secret ?? null))
  const { type, name, where } = draft
  const errors = fieldErrors(put.error)
  const submit = async () => {
    const id = freeId(name, taken)
    await put.mutateAsync({ do: 'put', kind: 'endpoint', id, body: bodyOf(draft, language), basedOn: 0 })
    if (type === 'webhook') prepare.mutate({ do: 'secret', id })
    else if (type === 'email') onDone(null)
    else prepare.mutate({ do: 'address', id, url: where })
  }
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault()
        submit().catch(() => {})
      }}
    >
      <NativeSelect
        size="sm"
        label={t('alerts.endpoints.type')}
        value={type}
        onChange={(event) => {
          const next = TYPES.find((one) => one === event.currentTarget.value)
          if (next) setDraft({ ...draft, type: next })
        }}
        data={TYPES.map((one) => ({ value: one, label: t(`alerts.endpoints.types.${one}`) }))}
      />
      <TextInput
        size="sm"
        required
        label={t('alerts.endpoints.name')}
        value={name}
        error={errors.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        required
        label={t(type === 'email' ? 'alerts.endpoints.to' : 'alerts.endpoints.url')}
        description={type === 'email' ? t('alerts.endpoints.toHint') : undefined}
        value={where}
        error={errors.url ?? errors.to ?? errors['to.0']}
        onChange={(event) => setDraft({ ...draft, where: event.currentTarget.value })}
      />
      <Button type="submit" size="sm" loading={put.isPending || prepare.isPending}>
        {t('alerts.endpoints.create')}
      </Button>
      {put.error && Object.keys(errors).length === 0 && (
        <p role="alert" className={classes.problem}>
          {put.error.message}
        </p>
      )}
      {prepare.error && (
        <p role="alert" className={classes.problem}>
          {prepare.error.message}
        </p>
      )}
    </form>
  )
}

function bodyOf({ type, name, where }: { type: Type; name: string; where: string }, language: 'en' | 'de') {
  if (type === 'webhook') return { type, name, url: where }
  const to = where.split(',').map((one) => one.trim())
  return type === 'email' ? { type, name, language, to } : { type, name, language }
}

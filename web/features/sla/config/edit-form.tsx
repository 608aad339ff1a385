import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Errors, fieldErrors } from '../../../lib/api/field-errors.ts'
import { ApiError } from '../../../lib/api/problem.ts'
import { DATA } from '../../../lib/api/query-client.ts'
import { freeId } from '../../../lib/config-id.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { useChangeConfig } from './change-config.ts'
import classes from './config.module.css'
import { Conflict } from './conflict.tsx'
import type { Kind, Stated } from './get-config.ts'
import { Preview, usePreview } from './preview.tsx'
import { ValidFrom } from './valid-from.tsx'
import { Versions } from './versions.tsx'
import { NOW, startsAt, type When } from './when.ts'
import { Withdraw } from './withdraw.tsx'

export interface ConfigForm<Draft> {
  empty: Draft
  draftOf(body: object): Draft
  bodyOf(draft: Draft): object
  nameOf(draft: Draft): string
  /** Without what somebody has only begun to fill in, so that the rest can be tried already. */
  triable(draft: Draft): Draft
  Fields: ComponentType<{ draft: Draft; errors: Errors; onDraft: (draft: Draft) => void }>
}

interface EditFormProps<Draft> {
  kind: Kind
  /** Empty for a new one. */
  id: string
  /** Ids that a new one cannot have. */
  taken: readonly string[]
  form: ConfigForm<Draft>
  /** The latest first. */
  history: readonly Stated<object | null>[]
  onClose: () => void
}

export function EditForm<Draft>({ kind, id, taken, form, history, onClose }: EditFormProps<Draft>) {
  const { t } = useTranslation()
  const { zone } = useView()
  const client = useQueryClient()
  const [start] = useState(() => startOf(history))
  const [draft, setDraft] = useState(() => (start ? form.draftOf(start) : form.empty))
  const [basedOn, setBasedOn] = useState(history[0]?.version ?? 0)
  const [when, setWhen] = useState<When>(NOW)
  const body = form.bodyOf(draft)
  const ownId = id === '' ? freeId(form.nameOf(draft), taken) : id
  const tried = form.bodyOf(form.triable(draft))
  const preview = usePreview({
    kind,
    id: ownId,
    body: tried,
    start: start && form.bodyOf(form.draftOf(start)),
  })
  const change = useChangeConfig(kind, ownId, onClose)
  const validFrom = startsAt(when, zone)
  const errors = { ...fieldErrors(preview.error), ...fieldErrors(change.error) }
  const stale = id !== '' && change.error instanceof ApiError && change.error.status === 409
  const edit = (next: Draft) => {
    if (!stale) change.reset()
    setDraft(next)
  }
  const latest = history[0]
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (validFrom !== 'unreadable') change.mutate({ do: 'put', body, validFrom, basedOn })
      }}
    >
      <form.Fields draft={draft} errors={errors} onDraft={edit} />
      <ValidFrom when={when} onWhen={setWhen} error={errors.validFrom} />
      <Preview query={preview.query} changed={preview.changed} />
      {stale && (
        <Conflict
          kind={kind}
          id={id}
          known={basedOn}
          latest={latest}
          onTheirs={() => {
            if (latest?.body) setDraft(form.draftOf(latest.body))
            setBasedOn(latest?.version ?? 0)
            change.reset()
          }}
          onMine={() => {
            setBasedOn(latest?.version ?? 0)
            change.reset()
          }}
          onLook={() => void client.invalidateQueries({ queryKey: [DATA, 'config-history', kind, id] })}
        />
      )}
      {!stale && <Problems errors={errors} error={change.error} />}
      <div className={classes.buttons}>
        <Button
          type="submit"
          size="sm"
          loading={change.isPending}
          disabled={stale || (!preview.changed && when.at === 'now')}
        >
          {t('sla.form.save')}
        </Button>
        <Button variant="default" size="sm" onClick={onClose}>
          {t('sla.form.cancel')}
        </Button>
        {latest && latest.body !== null && (
          <Withdraw busy={change.isPending} onWithdraw={() => change.mutate({ do: 'withdraw', basedOn })} />
        )}
      </div>
      {history.length > 0 && (
        <Versions
          kind={kind}
          id={id}
          history={history}
          busy={change.isPending}
          onRestore={(version) =>
            change.mutate({ do: 'restore', version, basedOn: latest?.version ?? basedOn })
          }
        />
      )}
    </form>
  )
}

/** What one starts from: what holds, else the last thing that was said. */
function startOf(history: readonly Stated<object | null>[]): object | null {
  const held = history.find(({ state }) => state === 'in_force') ?? history.find(({ body }) => body !== null)
  return held?.body ?? null
}

function Problems({ errors, error }: { errors: Errors; error: Error | null }) {
  const { t } = useTranslation()
  const entries = Object.entries(errors)
  if (entries.length === 0 && !error) return null
  return (
    <div className={classes.problems} role="alert">
      <strong>{t('sla.form.refused')}</strong>
      {entries.length === 0 ? (
        <p>{error?.message}</p>
      ) : (
        <ul>
          {entries.map(([field, why]) => (
            <li key={field}>
              <code>{field}</code> {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

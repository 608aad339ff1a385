import { Button, NativeSelect, Switch, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { SidePanel } from '../../../components/ui/side-panel.tsx'
import { fieldErrors } from '../../../lib/api/field-errors.ts'
import { ApiError } from '../../../lib/api/problem.ts'
import { freeId } from '../../../lib/config-id.ts'
import { useLost } from '../../../lib/search/opened-with.ts'
import classes from '../alerts.module.css'
import { pastQuery, type Rule, type RuleView, rulesQuery, useChange } from '../api.ts'
import { NEW_RULE } from './draft.ts'
import { PastPreview } from './past.tsx'
import { TellingFields } from './telling-fields.tsx'
import { WhenFields } from './when-fields.tsx'

const WAIT_MS = 600

/** A rule, with the last 90 days as it would have had them. `id` is empty for a new one. */
export function Editor({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const query = useQuery(rulesQuery)
  const rule = query.data?.rules.find((one) => one.id === id)
  const lost = id !== '' && query.data !== undefined && !rule
  useLost(lost ? id : null)
  if (lost) return null
  const title = id === '' ? t('alerts.form.new') : t('alerts.rules.edit', { name: rule?.body.name ?? id })
  return (
    <SidePanel title={title} width={760} onClose={onClose}>
      <QueryState query={query} room={480}>
        {({ rules }) => <Form taken={rules} rule={rule ?? null} onClose={onClose} />}
      </QueryState>
    </SidePanel>
  )
}

function Form({
  taken,
  rule: found,
  onClose,
}: {
  taken: readonly RuleView[]
  rule: RuleView | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [start] = useState(found)
  const [rule, setRule] = useState<Rule>(start?.body ?? NEW_RULE)
  const [settled] = useDebouncedValue(JSON.stringify(triable(rule)), WAIT_MS)
  const past = useQuery({ ...pastQuery(JSON.parse(settled)), placeholderData: keepPreviousData })
  const change = useChange(onClose)
  const [sure, setSure] = useState(false)
  const errors = { ...fieldErrors(past.error), ...fieldErrors(change.error) }
  const isConflict = change.error instanceof ApiError && change.error.status === 409
  const id =
    start?.id ??
    freeId(
      rule.name,
      taken.map((one) => one.id),
    )
  const basedOn = start?.version ?? 0
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ do: 'put', kind: 'alert', id, body: rule, basedOn })
      }}
    >
      <div className={classes.grid}>
        <TextInput
          className={classes.wide}
          size="sm"
          required
          data-autofocus
          label={t('alerts.form.name')}
          value={rule.name}
          error={errors.name ?? errors.id}
          onChange={(event) => setRule({ ...rule, name: event.currentTarget.value })}
        />
        <NativeSelect
          size="sm"
          label={t('alerts.form.severity')}
          value={rule.severity}
          onChange={(event) =>
            setRule({ ...rule, severity: event.currentTarget.value === 'critical' ? 'critical' : 'warning' })
          }
          data={[
            { value: 'warning', label: t('alerts.form.warning') },
            { value: 'critical', label: t('alerts.form.critical') },
          ]}
        />
        <Switch
          size="sm"
          label={t('alerts.form.enabled')}
          checked={rule.enabled}
          onChange={(event) => setRule({ ...rule, enabled: event.currentTarget.checked })}
        />
      </div>
      <WhenFields when={rule.when} errors={errors} onWhen={(when) => setRule(withWhen(rule, when))} />
      <PastPreview query={past} onTake={(enter) => setRule({ ...rule, when: { ...rule.when, enter } })} />
      <TellingFields rule={rule} errors={errors} onRule={setRule} />
      {change.error && (
        <p className={classes.problem} role="alert">
          {isConflict ? t('alerts.form.conflict') : change.error.message}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit" size="sm" loading={change.isPending}>
          {t('alerts.form.save')}
        </Button>
        <Button variant="default" size="sm" onClick={onClose}>
          {t('alerts.form.cancel')}
        </Button>
        {start && (
          <Button
            variant={sure ? 'filled' : 'subtle'}
            size="sm"
            disabled={change.isPending}
            onClick={() =>
              sure ? change.mutate({ do: 'remove', kind: 'alert', id, basedOn }) : setSure(true)
            }
            onBlur={() => setSure(false)}
          >
            {t(sure ? 'alerts.form.removeSure' : 'alerts.form.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Notices are grouped by what the condition tells apart. */
function withWhen(rule: Rule, when: Rule['when']): Rule {
  const groups = when.kind === 'ticket_risk' ? ['team'] : 'by' in when ? when.by : []
  return { ...rule, when, notify: { ...rule.notify, group_by: groups } }
}

/** Without what somebody has only begun to fill in, so that the rest can be tried already. */
function triable(rule: Rule): Rule {
  const { when } = rule
  const named = { ...rule, name: rule.name.trim() || '…' }
  if (!('filters' in when)) return named
  return { ...named, when: { ...when, filters: when.filters.filter(({ values }) => values.length > 0) } }
}

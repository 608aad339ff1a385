import { Button, MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { annotationsQuery, useChangeAnnotation } from '../../lib/api/annotations.ts'
import { errorAt, fieldErrors } from '../../lib/api/field-errors.ts'
import { dimensionValuesQuery } from '../../lib/api/get-catalog.ts'
import { ApiError } from '../../lib/api/problem.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { freeId } from '../../lib/config-id.ts'
import { useView } from '../../lib/search/use-view.ts'
import { SidePanel } from '../ui/side-panel.tsx'
import type { Edited } from './annotation-list.tsx'
import classes from './annotations.module.css'
import { type AnnotationDraft, bodyOf, draftOf, emptyDraft, KINDS, SCOPES } from './draft.ts'

/** The form of a mark. */
export function AnnotationEditor({ edited, onClose }: { edited: Edited; onClose: () => void }) {
  const { t } = useTranslation()
  const { zone } = useView()
  const there = 'mark' in edited ? edited.mark : null
  const [draft, setDraft] = useState(() =>
    'mark' in edited ? draftOf(edited.mark, zone) : emptyDraft(edited, edited.wholeDays, zone),
  )
  const all = useQuery(annotationsQuery({ tz: zone })).data
  const change = useChangeAnnotation(onClose)
  const [sure, setSure] = useState(false)
  const body = bodyOf(draft, zone)
  const id = there?.id ?? freeId(draft.text, all?.map((one) => one.id) ?? [])
  const basedOn = there?.version ?? 0
  const isConflict = change.error instanceof ApiError && change.error.status === 409
  const errors = fieldErrors(change.error)
  return (
    <SidePanel
      title={t(there ? 'annotation.form.edit' : 'annotation.form.new')}
      width={560}
      onClose={onClose}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate({ do: 'put', id, basedOn, body })
        }}
      >
        <Fields draft={draft} errors={errors} onDraft={(more) => setDraft({ ...draft, ...more })} />
        {change.error && Object.keys(errors).length === 0 && (
          <p className={classes.problem} role="alert">
            {isConflict ? t('annotation.form.conflict') : change.error.message}
          </p>
        )}
        <div className={classes.buttons}>
          <Button
            type="submit"
            size="sm"
            loading={change.isPending}
            disabled={draft.text.trim() === '' || !all}
          >
            {t('annotation.form.save')}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            {t('annotation.form.cancel')}
          </Button>
          {there && (
            <Button
              variant={sure ? 'filled' : 'subtle'}
              size="sm"
              disabled={change.isPending}
              onClick={() => (sure ? change.mutate({ do: 'withdraw', id, basedOn }) : setSure(true))}
              onBlur={() => setSure(false)}
            >
              {t(sure ? 'annotation.form.removeSure' : 'annotation.form.remove')}
            </Button>
          )}
        </div>
      </form>
    </SidePanel>
  )
}

interface FieldsProps {
  draft: AnnotationDraft
  errors: ReturnType<typeof fieldErrors>
  onDraft: (more: Partial<AnnotationDraft>) => void
}

function Fields({ draft, errors, onDraft }: FieldsProps) {
  const { t } = useTranslation()
  const { zone } = useView()
  const { wholeDays } = draft
  const shown = (text: string) => (wholeDays ? text.slice(0, 10) : text)
  const typed = (text: string) => (wholeDays && text !== '' ? `${text}T00:00` : text)
  const when = { type: wholeDays ? 'date' : 'datetime-local', size: 'sm' }
  return (
    <>
      <div className={classes.line}>
        <NativeSelect
          size="sm"
          label={t('annotation.form.kind')}
          value={draft.kind}
          data={KINDS.map((kind) => ({ value: kind, label: t(`annotation.kind.${kind}`) }))}
          onChange={(event) => {
            const kind = KINDS.find((one) => one === event.currentTarget.value)
            if (kind) onDraft({ kind })
          }}
        />
        <TextInput
          size="sm"
          data-autofocus
          maxLength={300}
          label={t('annotation.form.text')}
          value={draft.text}
          error={errorAt(errors, 'text')}
          onChange={(event) => onDraft({ text: event.currentTarget.value })}
        />
      </div>
      <Switch
        size="sm"
        label={t('annotation.form.wholeDays')}
        checked={wholeDays}
        onChange={(event) => onDraft({ wholeDays: event.currentTarget.checked })}
      />
      <div className={classes.line}>
        <TextInput
          {...when}
          required
          label={t('annotation.form.from')}
          value={shown(draft.from)}
          error={errorAt(errors, 'from')}
          onChange={(event) => onDraft({ from: typed(event.currentTarget.value) })}
        />
        <TextInput
          {...when}
          label={t(wholeDays ? 'annotation.form.through' : 'annotation.form.to')}
          description={wholeDays ? undefined : t('annotation.form.toHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={shown(draft.to)}
          error={errorAt(errors, 'to')}
          onChange={(event) => onDraft({ to: typed(event.currentTarget.value) })}
        />
      </div>
      <p className={classes.quiet}>
        {wholeDays ? t('annotation.form.daysHint') : t('annotation.form.zone', { zone })}
      </p>
      <fieldset className={classes.scope}>
        <legend>{t('annotation.form.scope')}</legend>
        {SCOPES.map((dimension) => (
          <ScopeField
            key={dimension}
            dimension={dimension}
            values={draft.scope[dimension]}
            onValues={(values) => onDraft({ scope: { ...draft.scope, [dimension]: values } })}
          />
        ))}
      </fieldset>
      <TextInput
        size="sm"
        inputMode="decimal"
        label={t('annotation.form.effect')}
        description={t('annotation.form.effectHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.effect}
        error={errorAt(errors, 'expected_effect_pct')}
        onChange={(event) => onDraft({ effect: event.currentTarget.value })}
      />
    </>
  )
}

interface ScopeFieldProps {
  dimension: (typeof SCOPES)[number]
  values: readonly string[]
  onValues: (values: string[]) => void
}

function ScopeField({ dimension, values, onValues }: ScopeFieldProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const known = useQuery(dimensionValuesQuery(dimension)).data ?? []
  const all = [...new Set([...known.flatMap(({ value }) => value ?? []), ...values])]
  return (
    <MultiSelect
      size="sm"
      searchable
      hidePickedOptions
      label={catalog.dimensionLabel(dimension)}
      placeholder={values.length === 0 ? t('annotation.form.everything') : ''}
      nothingFoundMessage={t('filter.noneFound')}
      value={[...values]}
      onChange={onValues}
      data={all.map((value) => ({ value, label: catalog.valueLabel(dimension, value) }))}
    />
  )
}

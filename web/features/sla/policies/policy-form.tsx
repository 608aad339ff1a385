import { NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Policy } from '../../../../pipelines/config/policy.ts'
import { type Errors, errorAt } from '../../../lib/api/field-errors.ts'
import classes from '../config/config.module.css'
import type { ConfigForm } from '../config/edit-form.tsx'
import { PRIORITIES, TARGETS } from '../targets.ts'
import { Conditions } from './conditions.tsx'
import { bodyOf, draftOf, type PolicyDraft, type TargetDraft } from './draft.ts'
import { TargetFields } from './target-fields.tsx'

const NOTHING: TargetDraft = {
  promised: false,
  minutes: { urgent: null, high: null, normal: null, low: null },
  calendar: 'team',
  goal: 90,
  pauses: [],
}

export const policyForm: ConfigForm<PolicyDraft> = {
  empty: {
    name: '',
    position: 100,
    conditions: [],
    targets: {
      first_response: {
        ...NOTHING,
        promised: true,
        minutes: Object.fromEntries(PRIORITIES.map((priority) => [priority, 60])) as TargetDraft['minutes'],
      },
      next_response: NOTHING,
      resolution: { ...NOTHING, pauses: ['pending', 'on_hold'] },
    },
  },
  draftOf: (body) => draftOf(body as Policy),
  bodyOf,
  nameOf: ({ name }) => name,
  triable: (draft) => ({
    ...draft,
    name: draft.name.trim() || '…',
    conditions: draft.conditions.filter(({ values }) => values.length > 0),
  }),
  Fields: PolicyFields,
}

interface PolicyFieldsProps {
  draft: PolicyDraft
  errors: Errors
  onDraft: (draft: PolicyDraft) => void
}

function PolicyFields({ draft, errors, onDraft }: PolicyFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes.two}>
        <TextInput
          size="sm"
          data-autofocus
          label={t('sla.form.name')}
          value={draft.name}
          error={errorAt(errors, 'name') ?? errorAt(errors, 'id')}
          onChange={(event) => onDraft({ ...draft, name: event.currentTarget.value })}
        />
        <NumberInput
          size="sm"
          label={t('sla.form.position')}
          value={draft.position ?? ''}
          allowDecimal={false}
          error={errorAt(errors, 'position')}
          onChange={(position) =>
            onDraft({ ...draft, position: typeof position === 'number' ? position : null })
          }
        />
        <p className={`${classes.quiet} ${classes.wide}`}>{t('sla.form.positionHint')}</p>
      </div>
      <Conditions
        conditions={draft.conditions}
        errors={errors}
        onConditions={(conditions) => onDraft({ ...draft, conditions })}
      />
      {TARGETS.map((target) => (
        <TargetFields
          key={target}
          target={target}
          draft={draft.targets[target]}
          errors={errors}
          onDraft={(one) => onDraft({ ...draft, targets: { ...draft.targets, [target]: one } })}
        />
      ))}
    </>
  )
}

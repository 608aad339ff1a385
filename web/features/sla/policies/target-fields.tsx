import { Checkbox, NativeSelect, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Errors, errorAt } from '../../../lib/api/field-errors.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useCalendarChoices } from '../calendars/use-calendar-choices.ts'
import classes from '../config/config.module.css'
import { calendarsQuery, inForce } from '../config/get-config.ts'
import { MinutesInput } from '../config/minutes-input.tsx'
import { PAUSES, PRIORITIES, type Target } from '../targets.ts'
import type { TargetDraft } from './draft.ts'

interface TargetFieldsProps {
  target: Target
  draft: TargetDraft
  errors: Errors
  onDraft: (draft: TargetDraft) => void
}

/** One promise: minutes per priority, in which hours they count, which share is to be met, and when the clock stands. */
export function TargetFields({ target, draft, errors, onDraft }: TargetFieldsProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const choices = useCalendarChoices(inForce(useQuery(calendarsQuery).data ?? []))
  const name = catalog.valueLabel('target', target)
  const at = (field: string) => errorAt(errors, `targets.${target}.${field}`)
  return (
    <fieldset className={classes.group}>
      <legend>
        <Checkbox
          size="sm"
          label={name}
          checked={draft.promised}
          onChange={(event) => onDraft({ ...draft, promised: event.currentTarget.checked })}
        />
      </legend>
      {draft.promised && (
        <div className={classes.grid}>
          {PRIORITIES.map((priority) => (
            <MinutesInput
              key={priority}
              label={catalog.valueLabel('priority', priority)}
              of={name}
              value={draft.minutes[priority]}
              error={at(`minutes.${priority}`)}
              onChange={(minutes) =>
                onDraft({ ...draft, minutes: { ...draft.minutes, [priority]: minutes } })
              }
            />
          ))}
          <NativeSelect
            size="xs"
            label={t('sla.form.calendar')}
            value={draft.calendar}
            error={at('calendar')}
            onChange={(event) => onDraft({ ...draft, calendar: event.currentTarget.value })}
            data={choices}
          />
          <NumberInput
            size="xs"
            label={t('sla.form.goal')}
            value={draft.goal ?? ''}
            min={0}
            max={100}
            decimalScale={2}
            hideControls
            error={at('goal')}
            onChange={(goal) => onDraft({ ...draft, goal: typeof goal === 'number' ? goal : null })}
          />
          <fieldset
            aria-label={t('sla.form.pausesOf', { target: name })}
            className={`${classes.wide} ${classes.plain}`}
          >
            <div className={classes.line}>
              <span className={classes.quiet}>{t('sla.form.pauses')}</span>
              {PAUSES.map((pause) => (
                <Checkbox
                  key={pause}
                  size="xs"
                  label={catalog.valueLabel('status', pause)}
                  checked={draft.pauses.includes(pause)}
                  onChange={(event) =>
                    onDraft({
                      ...draft,
                      pauses: PAUSES.filter((one) =>
                        one === pause ? event.currentTarget.checked : draft.pauses.includes(one),
                      ),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          {errors[`targets.${target}.minutes`] && (
            <p className={classes.wide}>{errors[`targets.${target}.minutes`]}</p>
          )}
        </div>
      )}
    </fieldset>
  )
}

import { Checkbox, NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useCalendarChoices } from '../calendars/use-calendar-choices.ts'
import type { CalendarRecord, PolicyRecord } from '../config/get-config.ts'
import { PAUSES, PRIORITIES, TARGETS, type Target } from '../targets.ts'
import { MinutesSlider } from './minutes-slider.tsx'
import { TRIAL_DAYS, type Trial, withChange } from './trial.ts'
import classes from './what-if.module.css'

interface TrialFormProps {
  trial: Trial
  policies: readonly PolicyRecord[]
  chosen: PolicyRecord
  calendars: readonly CalendarRecord[]
  onChange: (trial: Trial) => void
}

export function TrialForm({ trial, policies, chosen, calendars, onChange }: TrialFormProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className={classes.chooser}>
        <NativeSelect
          size="xs"
          aria-label={t('sla.whatIf.policy')}
          value={chosen.id}
          onChange={(event) => onChange({ ...trial, policy: event.currentTarget.value, targets: {} })}
          data={policies.map(({ id, body }) => ({ value: id, label: body.name }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('sla.whatIf.days')}
          value={String(trial.days)}
          onChange={(days) =>
            onChange({ ...trial, days: TRIAL_DAYS.find((one) => String(one) === days) ?? 30 })
          }
          data={TRIAL_DAYS.map((days) => ({
            value: String(days),
            label: t('sla.whatIf.lastDays', { count: days }),
          }))}
        />
      </div>
      {TARGETS.map(
        (target) =>
          chosen.body.targets[target] && (
            <TargetTrial
              key={target}
              target={target}
              trial={trial}
              policy={chosen}
              calendars={calendars}
              onChange={onChange}
            />
          ),
      )}
    </>
  )
}

interface TargetTrialProps {
  target: Target
  trial: Trial
  policy: PolicyRecord
  calendars: readonly CalendarRecord[]
  onChange: (trial: Trial) => void
}

function TargetTrial({ target, trial, policy, calendars, onChange }: TargetTrialProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const choices = useCalendarChoices(calendars)
  const own = policy.body.targets[target]
  if (!own) return null
  const tried = trial.targets[target]
  const name = catalog.valueLabel('target', target)
  const pauses = tried?.pauses ?? own.pauses
  return (
    <fieldset className={classes.target}>
      <legend>{name}</legend>
      <div className={classes.sliders}>
        {PRIORITIES.map((priority) => {
          const minutes = own.minutes[priority]
          return (
            minutes !== undefined && (
              <MinutesSlider
                key={priority}
                label={catalog.valueLabel('priority', priority)}
                of={name}
                own={minutes}
                value={tried?.minutes[priority] ?? minutes}
                onChange={(value) => onChange(withChange(trial, target, { minutes: { [priority]: value } }))}
              />
            )
          )
        })}
      </div>
      <div className={classes.rest}>
        <NativeSelect
          size="xs"
          label={t('sla.form.calendar')}
          value={tried?.calendar ?? own.calendar}
          onChange={(event) => onChange(withChange(trial, target, { calendar: event.currentTarget.value }))}
          data={choices}
        />
        <fieldset aria-label={t('sla.form.pausesOf', { target: name })} className={classes.pauses}>
          <span>{t('sla.form.pauses')}</span>
          {PAUSES.map((pause) => (
            <Checkbox
              key={pause}
              size="xs"
              label={catalog.valueLabel('status', pause)}
              checked={pauses.includes(pause)}
              onChange={(event) =>
                onChange(
                  withChange(trial, target, {
                    pauses: event.currentTarget.checked
                      ? [...pauses, pause]
                      : pauses.filter((one) => one !== pause),
                  }),
                )
              }
            />
          ))}
        </fieldset>
      </div>
    </fieldset>
  )
}

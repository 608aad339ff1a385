import { NativeSelect, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Rules as RuleSet } from '../../../../../pipelines/roster/model/rules.ts'
import type { Setup } from '../../../../../pipelines/roster/model/setup.ts'
import classes from '../roster.module.css'

type Name = keyof RuleSet

/** What each rule can be. */
const FORCES: Readonly<Record<Name, readonly ('hard' | 'priced' | 'off')[]>> = {
  daily_hours: ['hard', 'priced', 'off'],
  daily_rest: ['hard', 'priced', 'off'],
  breaks: ['hard', 'off'],
  weekly_hours: ['hard', 'priced', 'off'],
  days_per_week: ['hard', 'priced', 'off'],
  days_in_row: ['hard', 'priced', 'off'],
  free_day_rest: ['hard', 'priced', 'off'],
  sunday_work: ['hard', 'priced', 'off'],
  sunday_rest_day: ['hard', 'off'],
  free_sundays: ['hard', 'off'],
  weekends: ['hard', 'priced', 'off'],
  contract_hours: ['hard', 'priced', 'off'],
  wishes: ['hard', 'priced', 'off'],
  fairness: ['priced', 'off'],
}

/** Each rule in words, with how strict it is and its number. */
export function Rules({ setup, onSetup }: { setup: Setup; onSetup: (setup: Setup) => void }) {
  const { t } = useTranslation()
  const put = (name: Name, change: object) =>
    onSetup({ ...setup, rules: { ...setup.rules, [name]: { ...setup.rules[name], ...change } } })
  return (
    <details className={classes.rules}>
      <summary>{t('roster.rules')}</summary>
      <ul className={classes.list}>
        {(Object.keys(FORCES) as Name[]).map((name) => {
          const rule = setup.rules[name]
          const label = t(`roster.rule.${name}.name`)
          return (
            <li key={name} className={classes.rule}>
              <span>
                <strong>{label}</strong> <span>{t(`roster.rule.${name}.words`)}</span>
              </span>
              {'limit' in rule && (
                <NumberInput
                  key={rule.limit}
                  size="xs"
                  aria-label={t('roster.limitOf', { rule: label })}
                  min={0}
                  max={168}
                  defaultValue={rule.limit}
                  onBlur={(event) => {
                    const limit = Number(event.currentTarget.value)
                    if (Number.isFinite(limit) && limit !== rule.limit) put(name, { limit })
                  }}
                />
              )}
              <NativeSelect
                size="xs"
                aria-label={t('roster.forceOf', { rule: label })}
                value={rule.is}
                data={FORCES[name].map((force) => ({ value: force, label: t(`roster.force.${force}`) }))}
                onChange={(event) => put(name, { is: event.currentTarget.value })}
              />
            </li>
          )
        })}
      </ul>
    </details>
  )
}

import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Rules as RuleSet } from '../../../../../pipelines/roster/model/rules.ts'
import type { Setup } from '../../../../../pipelines/roster/model/setup.ts'
import classes from '../roster.module.css'
import { NumberOnBlur } from './number-on-blur.tsx'

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

const PRICES = ['price', 'above', 'below'] as const

const pricesIn = (rule: object) =>
  PRICES.flatMap((field) => {
    const price = (rule as Partial<Record<(typeof PRICES)[number], number>>)[field]
    return price === undefined ? [] : [[field, price] as const]
  })

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
                <NumberOnBlur
                  label={t('roster.limitOf', { rule: label })}
                  value={rule.limit}
                  max={168}
                  onValue={(limit) => put(name, { limit })}
                />
              )}
              <NativeSelect
                size="xs"
                aria-label={t('roster.forceOf', { rule: label })}
                value={rule.is}
                data={FORCES[name].map((force) => ({ value: force, label: t(`roster.force.${force}`) }))}
                onChange={(event) => put(name, { is: event.currentTarget.value })}
              />
              {rule.is === 'priced' &&
                pricesIn(rule).map(([field, price]) => (
                  <NumberOnBlur
                    key={field}
                    label={t(`roster.priceOf.${field}`, { rule: label })}
                    value={price}
                    max={1_000_000}
                    onValue={(value) => put(name, { [field]: value })}
                  />
                ))}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

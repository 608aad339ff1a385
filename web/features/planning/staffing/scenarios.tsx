import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { Plan } from './get-plan.ts'
import classes from './staffing.module.css'

export interface Changes {
  campaign: number
  bot: number
  ill: number
}

/** What the server is asked for; names are those of the texts. */
export const scenariosOf = ({ campaign, bot, ill }: Changes) => [
  { name: 'campaign', demand_factor: 1 + campaign / 100 },
  { name: 'bot', deflected: bot / 100 },
  { name: 'ill', absent: ill },
]

interface ScenariosProps {
  plan: Plan
  changes: Changes
  onChange: (changes: Changes) => void
}

/** The same week under other circumstances, side by side. */
export function Scenarios({ plan, changes, onChange }: ScenariosProps) {
  const { t } = useTranslation()
  const field = (name: keyof Changes, label: string, max: number) => (
    <NumberInput
      size="sm"
      label={label}
      min={0}
      max={max}
      allowDecimal={false}
      value={changes[name]}
      onChange={(value) => onChange({ ...changes, [name]: Math.min(max, Math.max(0, Number(value) || 0)) })}
    />
  )
  return (
    <Section title={t('staffing.scenarios.title')} note={t('staffing.scenarios.note')}>
      <div className={classes.fields}>
        {field('campaign', t('staffing.scenarios.campaignPercent'), 900)}
        {field('bot', t('staffing.scenarios.botPercent'), 100)}
        {field('ill', t('staffing.scenarios.illPeople'), 1000)}
      </div>
      <ScenarioTable plan={plan} />
    </Section>
  )
}

const HEADS = ['name', 'contacts', 'hours', 'peak', 'short', 'predicted', 'simulated'] as const

function ScenarioTable({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.percent(value)
  const whole = (value: number) => format.number(Math.round(value))
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="pg-hidden">{t('staffing.scenarios.title')}</caption>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {t(`staffing.scenarios.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.scenarios.map(({ name, total }) => {
            const level = total.simulated?.serviceLevel
            const band =
              level && level.low !== null && level.high !== null
                ? t('staffing.scenarios.band', {
                    low: format.percent(Math.max(0, level.low)),
                    high: format.percent(Math.min(1, level.high)),
                  })
                : null
            return (
              <tr key={name}>
                <th scope="row">{t(`staffing.scenarios.${name as 'base' | 'campaign' | 'bot' | 'ill'}`)}</th>
                <td>{whole(total.contacts)}</td>
                <td>{whole(total.hours)}</td>
                <td>{format.number(total.peak)}</td>
                <td data-short={total.shortHours > 0 || undefined}>{whole(total.shortHours)}</td>
                <td>{share(total.plannedServiceLevel)}</td>
                <td>
                  {share(level?.value)} {band && <small>({band})</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

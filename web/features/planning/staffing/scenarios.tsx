import { NumberInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import tables from '../../../components/ui/plain-table.module.css'
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
  /** Against the people of the open roster, not against those whom the base needs. */
  ofRoster: boolean
  changes: Changes
  onChange: (changes: Changes) => void
  onHandOver: (times: number) => void
}

/** The same week under other circumstances, side by side. */
export function Scenarios({ plan, ofRoster, changes, onChange, onHandOver }: ScenariosProps) {
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
    <Section
      title={t('staffing.scenarios.title')}
      note={t(ofRoster ? 'staffing.scenarios.noteRoster' : 'staffing.scenarios.note')}
    >
      <div className={classes.fields}>
        {field('campaign', t('staffing.scenarios.campaignPercent'), 900)}
        {field('bot', t('staffing.scenarios.botPercent'), 100)}
        {field('ill', t('staffing.scenarios.illPeople'), 1000)}
      </div>
      <ScenarioTable plan={plan} />
      <div className={classes.ways}>
        {(['campaign', 'bot'] as const).map((name) => (
          <BarButton
            key={name}
            plain
            icon={<IconArrowRight size={16} stroke={1.8} aria-hidden />}
            onClick={() => onHandOver(timesOf(name, changes))}
          >
            {t('staffing.scenarios.handOver', { scenario: t(`staffing.scenarios.${name}`) })}
          </BarButton>
        ))}
      </div>
    </Section>
  )
}

const timesOf = (name: 'campaign' | 'bot', { campaign, bot }: Changes) =>
  (name === 'campaign' ? 100 + campaign : 100 - bot) / 100

const HEADS = ['name', 'contacts', 'hours', 'peak', 'short', 'predicted', 'simulated'] as const

function ScenarioTable({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? t('value.missing') : format.percent(value)
  const whole = (value: number) => format.number(Math.round(value))
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${classes.needs}`}>
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
                <td>
                  {share(total.plannedServiceLevel)}{' '}
                  {isOff(total) && <small>{t('staffing.scenarios.offMark')}</small>}
                </td>
                <td>
                  {share(level?.value)} {band && <small>({band})</small>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={classes.note}>
        {t(
          plan.scenarios.some(({ total }) => isOff(total))
            ? 'staffing.scenarios.off'
            : 'staffing.scenarios.agree',
        )}
      </p>
    </div>
  )
}

/** Whether the formula's share lies outside the band of the simulated one, and by more than a percentage point. */
function isOff({ plannedServiceLevel, simulated }: Plan['scenarios'][number]['total']): boolean {
  const level = simulated?.serviceLevel
  if (plannedServiceLevel === null || !level || level.low === null || level.high === null) return false
  return plannedServiceLevel < level.low - POINT || plannedServiceLevel > level.high + POINT
}

const POINT = 0.01

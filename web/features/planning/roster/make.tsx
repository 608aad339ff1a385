import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { savedQuery, type TeamRecord } from './api.ts'
import { ForecastNeed } from './forecast-need.tsx'
import { addDays, DAYS, type NeedLine, requirementOf } from './need.ts'
import classes from './roster.module.css'
import { useForecastNeed } from './use-forecast-need.ts'
import type { Solving } from './use-solve.ts'

interface MakeProps {
  team: TeamRecord
  solving: Solving
  onLoad: (id: string) => void
}

const SECONDS = ['10', '20', '60', '90', '300'] as const

/** The period, what it needs, and the solver at work; or a roster that was saved. */
export function Make({ team, solving, onLoad }: MakeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const skills = [...new Set(team.body.people.flatMap((person) => person.skills))].sort()
  const { day, need = [] } = useSearch({ strict: false })
  const set = useSetSearch()
  const from = day ?? nextMonday()
  const [days, setDays] = useState(7)
  const { seconds, running, progress } = solving
  const forecast = useForecastNeed({ need, zone: team.body.zone, from, days, skills })
  const [lines, setLines] = useState<readonly NeedLine[]>(() =>
    need.length > 0 ? [] : firstLines(skills, team.body.people.length),
  )
  const saved = useQuery(savedQuery).data ?? []
  const change = (key: number, next: Partial<NeedLine> | null) =>
    setLines(lines.flatMap((line) => (line.key !== key ? [line] : next ? [{ ...line, ...next }] : [])))
  return (
    <Section title={t('roster.make.title')} note={t('roster.make.note')}>
      <div className={classes.fields}>
        <TextInput
          size="sm"
          type="date"
          label={t('roster.make.from')}
          value={from}
          onChange={(event) => set({ day: event.currentTarget.value || undefined })}
        />
        <NumberInput
          size="sm"
          label={t('roster.make.days')}
          min={1}
          max={31}
          allowDecimal={false}
          value={days}
          onChange={(value) => setDays(Math.max(1, Number(value) || 1))}
        />
        <NativeSelect
          size="sm"
          label={t('roster.make.seconds')}
          value={seconds}
          data={SECONDS.map((value) => ({ value, label: t('roster.make.inSeconds', { seconds: value }) }))}
          onChange={(event) => solving.setSeconds(event.currentTarget.value)}
        />
        {saved.length > 0 && (
          <NativeSelect
            size="sm"
            label={t('roster.make.saved')}
            value=""
            data={[
              { value: '', label: t('roster.make.choose') },
              ...saved.map(({ id, version }) => ({
                value: id,
                label: t('roster.make.savedOne', { id, version }),
              })),
            ]}
            onChange={(event) => event.currentTarget.value && onLoad(event.currentTarget.value)}
          />
        )}
      </div>
      <fieldset className={classes.needs}>
        <legend>{t('roster.make.needs')}</legend>
        <ForecastNeed queues={forecast.queues} skills={skills} />
        {lines.map((line) => (
          <Line key={line.key} line={line} skills={skills} onChange={(next) => change(line.key, next)} />
        ))}
        <BarButton
          plain
          bare
          type="button"
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() =>
            setLines([
              ...lines,
              { ...(lines.at(-1) ?? (firstLines(skills, 8)[0] as NeedLine)), key: Date.now() },
            ])
          }
        >
          {t('roster.make.addNeed')}
        </BarButton>
      </fieldset>
      <div className={classes.go}>
        <Button
          size="sm"
          disabled={
            running || lines.length + need.length === 0 || (need.length > 0 && forecast.requirement === null)
          }
          onClick={() =>
            solving.start({
              ask: {
                team: team.id,
                from,
                days,
                requirement: [...(forecast.requirement ?? []), ...requirementOf(lines, from, days)],
              },
            })
          }
        >
          {t('roster.make.go')}
        </Button>
        {running && (
          <Button size="sm" variant="default" onClick={solving.stop}>
            {t('roster.make.stop')}
          </Button>
        )}
        <p role="status" className={classes.quiet}>
          {running && (progress ? progressText(progress) : t('roster.make.begins'))}
        </p>
      </div>
      {solving.failure && (
        <p role="alert" className={classes.bad}>
          {solving.failure}
        </p>
      )}
    </Section>
  )

  function progressText({ phase, cost, bound, seconds: at }: NonNullable<Solving['progress']>): string {
    const values = { time: format.duration(at), cost: format.number(cost) }
    const step = t(`roster.phase.${phase}`)
    return bound === null
      ? `${step} ${t('roster.make.progress', values)}`
      : `${step} ${t('roster.make.progressGap', { ...values, gap: format.percent(Math.max(0, (cost - bound) / cost)) })}`
  }
}

const WHEN = { all: DAYS, work: DAYS.slice(0, 5), weekend: DAYS.slice(5) } as const

function Line({
  line,
  skills,
  onChange,
}: {
  line: NeedLine
  skills: readonly string[]
  onChange: (next: Partial<NeedLine> | null) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const when =
    (Object.keys(WHEN) as (keyof typeof WHEN)[]).find((key) => WHEN[key].join() === line.days.join()) ??
    line.days[0] ??
    'mon'
  return (
    <div className={classes.line}>
      <NumberInput
        size="xs"
        aria-label={t('roster.make.agents')}
        min={0}
        max={999}
        value={line.agents}
        onChange={(value) => onChange({ agents: Number(value) || 0 })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('roster.make.skill')}
        value={line.skill}
        data={[...new Set([...skills, line.skill])]}
        onChange={(event) => onChange({ skill: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('roster.make.when')}
        value={when}
        data={[
          ...(Object.keys(WHEN) as (keyof typeof WHEN)[]).map((key) => ({
            value: key,
            label: t(`roster.when.${key}`),
          })),
          ...DAYS.map((day, i) => ({ value: day, label: format.weekday(i + 1, 'long') })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange({
            days: chosen in WHEN ? WHEN[chosen as keyof typeof WHEN] : [chosen as NeedLine['days'][number]],
          })
        }}
      />
      <TextInput
        size="xs"
        type="time"
        aria-label={t('roster.make.begin')}
        value={line.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="time"
        aria-label={t('roster.make.end')}
        value={line.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      <BarButton
        plain
        bare
        aria-label={t('roster.make.removeNeed')}
        onClick={() => onChange(null)}
        icon={<IconX size={16} aria-hidden />}
      />
    </div>
  )
}

function firstLines(skills: readonly string[], people: number): NeedLine[] {
  const each = Math.max(1, Math.round(people / 2.5 / Math.max(1, skills.length)))
  return (skills.length > 0 ? skills : ['all']).map((skill, key) => ({
    key,
    skill,
    days: WHEN.work,
    from: '08:00',
    to: '18:00',
    agents: each,
  }))
}

function nextMonday(): string {
  const today = new Date().toISOString().slice(0, 10)
  const weekday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7
  return addDays(today, 7 - weekday)
}

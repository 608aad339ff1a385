import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Duty, Setup } from '../../../../../pipelines/roster/model/setup.ts'
import { BarButton } from '../../../../components/ui/bar-button.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { useFormat } from '../../../../lib/format/use-format.ts'
import { DAYS, type Weekday } from '../need.ts'
import classes from '../roster.module.css'
import { TimeField, WeekdaysField } from './fields.tsx'

/** When people stand by outside the shifts, how many, and how often one of them may. */
export function Duties({ setup, onSetup }: { setup: Setup; onSetup: (setup: Setup) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Duty | 'new' | null>(null)
  const duties = setup.on_call
  const able = setup.people.filter((person) => person.on_call).length
  return (
    <div>
      <header className={classes.part}>
        <h3>{t('roster.duty.title')}</h3>
        <BarButton
          plain
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => setOpen('new')}
        >
          {t('roster.duty.add')}
        </BarButton>
      </header>
      {duties.length > 0 && (
        <ul className={classes.list}>
          {duties.map((duty) => (
            <li key={duty.id} className={classes.between}>
              <DutyText duty={duty} onOpen={() => setOpen(duty)} />
              <BarButton
                plain
                bare
                aria-label={t('roster.duty.remove', { name: duty.id })}
                icon={<IconX size={16} aria-hidden />}
                onClick={() => onSetup({ ...setup, on_call: duties.filter(({ id }) => id !== duty.id) })}
              />
            </li>
          ))}
        </ul>
      )}
      <p className={classes.quiet}>
        {able === 0 ? t('roster.duty.ableNone') : t('roster.duty.able', { count: able })}
      </p>
      {open && (
        <DutyForm
          duty={open === 'new' ? null : open}
          taken={duties.filter((one) => one !== open).map(({ id }) => id)}
          skills={[...new Set(setup.people.flatMap((person) => person.skills))].sort()}
          onClose={() => setOpen(null)}
          onDuty={(duty) => {
            const next = open === 'new' ? [...duties, duty] : duties.map((one) => (one === open ? duty : one))
            onSetup({ ...setup, on_call: next })
            setOpen(null)
          }}
        />
      )}
    </div>
  )
}

function DutyText({ duty, onOpen }: { duty: Duty; onOpen: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { id, days, start, end, people, skill, per_week } = duty
  const when =
    days.length === 7
      ? t('roster.when.all')
      : days.map((day) => format.weekday(DAYS.indexOf(day) + 1)).join(', ')
  return (
    <span>
      <button type="button" className={classes.link} onClick={onOpen}>
        {id}
      </button>{' '}
      {when}, {t('roster.pattern.fixed', { begins: start, end })}
      {': '}
      {t('roster.duty.words', { count: people, skill: skill ? ` (${skill})` : '', most: per_week })}
    </span>
  )
}

const MOST_PEOPLE = 20

interface DutyFormProps {
  duty: Duty | null
  taken: readonly string[]
  skills: readonly string[]
  onClose: () => void
  onDuty: (duty: Duty) => void
}

function DutyForm({ duty, taken, skills, onClose, onDuty }: DutyFormProps) {
  const { t } = useTranslation()
  const [id, setId] = useState(duty?.id ?? '')
  const [days, setDays] = useState<string[]>(duty?.days ?? [...DAYS])
  const [start, setStart] = useState(duty?.start ?? '18:00')
  const [end, setEnd] = useState(duty?.end ?? '08:00')
  const [people, setPeople] = useState<number | string>(duty?.people ?? 1)
  const [most, setMost] = useState<number | string>(duty?.per_week ?? 3)
  const [skill, setSkill] = useState(duty?.skill ?? '')
  // A skill that nobody has any more is still the one that it needs.
  const offered = skill === '' || skills.includes(skill) ? skills : [skill, ...skills]
  const isTaken = taken.includes(id.trim())
  const isIn = (value: number | string, highest: number) =>
    Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= highest
  const [fewPeople, fewTurns] = [isIn(people, MOST_PEOPLE), isIn(most, DAYS.length)]
  const isWhole = id.trim() !== '' && !isTaken && days.length > 0 && fewPeople && fewTurns
  return (
    <SidePanel title={duty ? duty.id : t('roster.duty.add')} width={400} onClose={onClose}>
      <div className={classes.form}>
        <TextInput
          data-autofocus
          size="sm"
          label={t('roster.duty.name')}
          maxLength={80}
          value={id}
          error={isTaken ? t('roster.pattern.taken') : undefined}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <WeekdaysField
          label={t('roster.duty.days')}
          error={days.length > 0 ? undefined : t('roster.duty.noDay')}
          value={days}
          onChange={setDays}
        />
        <TimeField
          label={t('roster.make.begin')}
          value={start}
          onChange={(time) => setStart(time || '00:00')}
        />
        <TimeField
          label={t('roster.make.end')}
          description={t('roster.duty.endHint')}
          value={end}
          onChange={(time) => setEnd(time || '00:00')}
        />
        <NumberInput
          size="sm"
          label={t('roster.duty.people')}
          min={1}
          max={MOST_PEOPLE}
          error={fewPeople ? undefined : t('roster.duty.between', { most: MOST_PEOPLE })}
          allowDecimal={false}
          value={people}
          onChange={setPeople}
        />
        <NumberInput
          size="sm"
          label={t('roster.duty.most')}
          min={1}
          max={DAYS.length}
          error={fewTurns ? undefined : t('roster.duty.between', { most: DAYS.length })}
          allowDecimal={false}
          value={most}
          onChange={setMost}
        />
        <NativeSelect
          size="sm"
          label={t('roster.duty.skill')}
          value={skill}
          data={[{ value: '', label: t('roster.duty.anySkill') }, ...offered]}
          onChange={(event) => setSkill(event.currentTarget.value)}
        />
        <div className={classes.go}>
          <Button
            size="sm"
            disabled={!isWhole}
            onClick={() =>
              onDuty({
                id: id.trim(),
                days: DAYS.filter((day) => days.includes(day)) as Weekday[],
                start,
                end,
                people: Number(people),
                per_week: Number(most),
                ...(skill ? { skill } : {}),
              })
            }
          >
            {t('roster.duty.save')}
          </Button>
        </div>
      </div>
    </SidePanel>
  )
}

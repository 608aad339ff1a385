import { Button, Checkbox, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pattern, Setup } from '../../../../../pipelines/roster/model/setup.ts'
import { BarButton } from '../../../../components/ui/bar-button.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { useFormat } from '../../../../lib/format/use-format.ts'
import { DAYS, type Weekday } from '../need.ts'
import classes from '../roster.module.css'
import { TimeField, WeekdaysField } from './fields.tsx'

/** The shifts there are, in words. */
export function Patterns({ setup, onSetup }: { setup: Setup; onSetup: (setup: Setup) => void }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const naming = (name: string | null) =>
    setup.people.filter(
      ({ wishes, patterns = [] }) =>
        patterns.some((one) => one === name) || wishes.some(({ pattern }) => pattern === name),
    )
  const remove = (name: string) => {
    const isNamed = naming(name).length > 0
    setRefused(isNamed ? name : null)
    if (!isNamed) onSetup({ ...setup, patterns: setup.patterns.filter(({ id }) => id !== name) })
  }
  const people = naming(refused).map((person) => person.name ?? person.id)
  return (
    <div>
      <header className={classes.part}>
        <h3>{t('roster.pattern.title')}</h3>
        <BarButton
          plain
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('roster.pattern.add')}
        </BarButton>
      </header>
      <ul className={classes.list}>
        {setup.patterns.map((pattern) => (
          <li key={pattern.id} className={classes.between}>
            <PatternText pattern={pattern} />
            <BarButton
              plain
              bare
              aria-label={t('roster.pattern.remove', { name: pattern.id })}
              icon={<IconX size={16} aria-hidden />}
              onClick={() => remove(pattern.id)}
            />
          </li>
        ))}
      </ul>
      {refused !== null && people.length > 0 && (
        <p role="alert" className={classes.bad}>
          {t('roster.pattern.named', { name: refused, people: people.join(', ') })}
        </p>
      )}
      {adding && (
        <PatternForm
          taken={setup.patterns.map(({ id }) => id)}
          onClose={() => setAdding(false)}
          onPattern={(pattern) => {
            onSetup({ ...setup, patterns: [...setup.patterns, pattern] })
            setAdding(false)
          }}
        />
      )}
    </div>
  )
}

function PatternText({ pattern }: { pattern: Pattern }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { id, start, end, hours, days, unpopular } = pattern
  const begins = typeof start === 'string' ? start : `${start.from}–${start.to}`
  const lasts =
    hours === undefined
      ? ''
      : typeof hours === 'number'
        ? format.number(hours)
        : `${format.number(hours.from)}–${format.number(hours.to)}`
  const when =
    days.length === 7
      ? t('roster.when.all')
      : days.map((day) => format.weekday(DAYS.indexOf(day) + 1)).join(', ')
  return (
    <span>
      <strong>{id}</strong> {when},{' '}
      {end === undefined
        ? t('roster.pattern.flexible', { begins, hours: lasts })
        : t('roster.pattern.fixed', { begins, end })}
      {unpopular === 1 && ` ${t('roster.pattern.unpopular')}`}
    </span>
  )
}

interface PatternFormProps {
  taken: readonly string[]
  onClose: () => void
  onPattern: (pattern: Pattern) => void
}

function PatternForm({ taken, onClose, onPattern }: PatternFormProps) {
  const { t } = useTranslation()
  const [id, setId] = useState('')
  const [start, setStart] = useState('08:00')
  const [latest, setLatest] = useState('')
  const [end, setEnd] = useState('16:30')
  const [days, setDays] = useState<string[]>(DAYS.slice(0, 5))
  const [unpopular, setUnpopular] = useState(false)
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const length = ((minutes(end) - minutes(start) + 1440 - 1) % 1440) + 1
  const make = () =>
    onPattern({
      id: id.trim(),
      days: days as Weekday[],
      ...(latest > start
        ? { start: { from: start, to: latest, every: 30 }, hours: length / 60 }
        : { start, end }),
      breaks: 'auto',
      unpopular: unpopular ? 1 : 0,
    })
  return (
    <SidePanel title={t('roster.pattern.add')} width={400} onClose={onClose}>
      <div className={classes.form}>
        <TextInput
          data-autofocus
          size="sm"
          label={t('roster.pattern.name')}
          value={id}
          error={taken.includes(id.trim()) ? t('roster.pattern.taken') : undefined}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <WeekdaysField label={t('roster.pattern.days')} value={days} onChange={setDays} />
        <TimeField label={t('roster.make.begin')} value={start} onChange={setStart} />
        <TimeField
          label={t('roster.pattern.latest')}
          description={t('roster.pattern.latestHint')}
          value={latest}
          onChange={setLatest}
        />
        <TimeField label={t('roster.make.end')} value={end} onChange={setEnd} />
        <Checkbox
          label={t('roster.pattern.isUnpopular')}
          checked={unpopular}
          onChange={(event) => setUnpopular(event.currentTarget.checked)}
        />
        <div className={classes.go}>
          <Button
            size="sm"
            disabled={id.trim() === '' || taken.includes(id.trim()) || days.length === 0}
            onClick={make}
          >
            {t('roster.pattern.save')}
          </Button>
        </div>
      </div>
    </SidePanel>
  )
}

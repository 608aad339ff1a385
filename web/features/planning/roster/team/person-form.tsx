import { Button, Checkbox, NumberInput, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person, Setup } from '../../../../../pipelines/roster/model/setup.ts'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { freeId } from '../../../../lib/config-id.ts'
import type { Weekday } from '../need.ts'
import classes from '../roster.module.css'
import { TimeField, WeekdaysField } from './fields.tsx'
import { leaveOf, leaveText } from './leave.ts'
import { draftsOf, wishesOf } from './wish-drafts.ts'
import { Wishes } from './wishes.tsx'

interface PersonFormProps {
  setup: Setup
  /** Null for somebody new. */
  person: Person | null
  onClose: () => void
  onPeople: (people: Setup['people']) => void
}

const NOBODY = {
  skills: [],
  contract_hours: 40,
  leave: [],
  wishes: [],
  on_call: false,
  before: { days_in_row: 0, weekends: 0, sundays: 0, unpopular: 0 },
}

/** One person; what the form does not show stays as it is. */
export function PersonForm({ setup, person, onClose, onPeople }: PersonFormProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(person?.name ?? person?.id ?? '')
  const [skills, setSkills] = useState(person?.skills ?? [])
  const [hours, setHours] = useState(person?.contract_hours ?? 40)
  const [onCall, setOnCall] = useState(person?.on_call ?? false)
  const [leave, setLeave] = useState(leaveText(person?.leave ?? []))
  const [drafts, setDrafts] = useState(draftsOf(person?.wishes ?? []))
  const [works, setWorks] = useState<string[]>([
    ...new Set(person?.availability?.flatMap(({ days }) => days) ?? []),
  ])
  // Days with hours of their own stay as they are; what this form changes has the same hours on all.
  const [earliest, setEarliest] = useState(person?.availability?.[0]?.from ?? '00:00')
  const [latest, setLatest] = useState(endField(person?.availability?.[0]?.to ?? '24:00'))
  const known = [...new Set(setup.people.flatMap((one) => one.skills))]
  const taken = setup.people.map(({ id }) => id)
  const read = leaveOf(leave)
  const patterns = setup.patterns.map(({ id }) => id)
  const wishes = wishesOf(drafts, patterns)
  const save = () => {
    if (!read || !wishes) return
    const whole: Person = person ?? { ...NOBODY, id: freeId(name, taken) }
    const { availability: _, ...rest } = whole
    const next: Person = {
      ...rest,
      name: name.trim(),
      skills,
      contract_hours: hours,
      on_call: onCall,
      leave: read,
      wishes,
    }
    const before = person?.availability
    const to = latest === '00:00' ? '24:00' : latest
    if (works.length > 0)
      next.availability =
        sameDays(before, works) && before[0]?.from === earliest && before[0].to === to
          ? before
          : [{ days: works as Weekday[], from: earliest, to }]
    onPeople(
      person ? setup.people.map((one) => (one.id === person.id ? next : one)) : [...setup.people, next],
    )
  }
  return (
    <SidePanel
      title={person ? (person.name ?? person.id) : t('roster.team.addPerson')}
      width={440}
      onClose={onClose}
    >
      <div className={classes.form}>
        <TextInput
          data-autofocus
          size="sm"
          label={t('roster.person.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TagsInput
          size="sm"
          label={t('roster.person.skills')}
          description={t('roster.person.skillsHint')}
          data={known}
          value={skills}
          onChange={setSkills}
        />
        <NumberInput
          size="sm"
          label={t('roster.person.hours')}
          min={0}
          max={80}
          value={hours}
          onChange={(value) => setHours(Number(value) || 0)}
        />
        <WeekdaysField
          label={t('roster.person.works')}
          description={t('roster.person.worksHint')}
          value={works}
          onChange={setWorks}
        />
        {works.length > 0 && (
          <div className={classes.fields}>
            <TimeField
              label={t('roster.person.earliest')}
              value={earliest}
              onChange={(time) => setEarliest(time || '00:00')}
            />
            <TimeField
              label={t('roster.person.latest')}
              value={latest}
              onChange={(time) => setLatest(time || '00:00')}
            />
          </div>
        )}
        <Wishes drafts={drafts} patterns={patterns} onDrafts={setDrafts} />
        <Textarea
          size="sm"
          autosize
          minRows={2}
          label={t('roster.person.leave')}
          description={t('roster.person.leaveHint')}
          error={read ? undefined : t('roster.person.leaveWrong')}
          value={leave}
          onChange={(event) => setLeave(event.currentTarget.value)}
        />
        <Checkbox
          label={t('roster.person.onCall')}
          checked={onCall}
          onChange={(event) => setOnCall(event.currentTarget.checked)}
        />
        <div className={classes.go}>
          <Button size="sm" disabled={name.trim() === '' || !read || !wishes} onClick={save}>
            {t('roster.person.save')}
          </Button>
          {person && (
            <Button
              size="sm"
              variant="default"
              onClick={() => onPeople(setup.people.filter(({ id }) => id !== person.id))}
            >
              {t('roster.person.remove')}
            </Button>
          )}
        </div>
      </div>
    </SidePanel>
  )
}

/** A field of time knows no 24:00. */
const endField = (time: string) => (time === '24:00' ? '00:00' : time)

const sameDays = (
  before: Person['availability'],
  days: readonly string[],
): before is NonNullable<Person['availability']> =>
  before !== undefined &&
  [...new Set(before.flatMap((one) => one.days))].sort().join() === [...days].sort().join()

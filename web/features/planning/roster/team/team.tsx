import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person, Setup } from '../../../../../pipelines/roster/model/setup.ts'
import { BarButton } from '../../../../components/ui/bar-button.tsx'
import { Section } from '../../../../components/ui/section.tsx'
import { freeId } from '../../../../lib/config-id.ts'
import { useView } from '../../../../lib/search/use-view.ts'
import { type TeamRecord, useSaveTeam } from '../api.ts'
import classes from '../roster.module.css'
import { Duties } from './duties.tsx'
import { Patterns } from './patterns.tsx'
import { PeopleTable } from './people-table.tsx'
import { PersonForm } from './person-form.tsx'
import { Prices } from './prices.tsx'
import { Rules } from './rules.tsx'

interface TeamProps {
  teams: readonly TeamRecord[]
  team: TeamRecord | null
  onChoose: (id: string) => void
}

/** The team that rosters are made for: each change is a version of it. */
export function Team({ teams, team, onChoose }: TeamProps) {
  const { t } = useTranslation()
  const save = useSaveTeam(({ id }) => onChoose(id))
  const [person, setPerson] = useState<Person | 'new' | null>(null)
  const put = (body: Setup) => team && save.mutate({ id: team.id, body, basedOn: team.version })
  return (
    <Section
      title={t('roster.team.title')}
      note={t('roster.team.note')}
      actions={
        teams.length > 1 && team ? (
          <NativeSelect
            size="xs"
            aria-label={t('roster.team.which')}
            value={team.id}
            data={teams.map(({ id, body }) => ({ value: id, label: body.name ?? id }))}
            onChange={(event) => onChoose(event.currentTarget.value)}
          />
        ) : undefined
      }
    >
      {save.error && (
        <p role="alert" className={classes.bad}>
          {save.error.message}
        </p>
      )}
      {team ? (
        <div className={classes.parts}>
          <div>
            <header className={classes.part}>
              <h3>{t('roster.team.people', { count: team.body.people.length })}</h3>
              <BarButton
                plain
                icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
                onClick={() => setPerson('new')}
              >
                {t('roster.team.addPerson')}
              </BarButton>
            </header>
            <PeopleTable setup={team.body} onEdit={setPerson} />
          </div>
          <Patterns setup={team.body} onSetup={put} />
          <Duties setup={team.body} onSetup={put} />
          <Rules setup={team.body} onSetup={put} />
          <Prices setup={team.body} onSetup={put} />
        </div>
      ) : (
        <NewTeam onMake={(id, body) => save.mutate({ id, body, basedOn: 0 })} />
      )}
      {team && person && (
        <PersonForm
          setup={team.body}
          person={person === 'new' ? null : person}
          onClose={() => setPerson(null)}
          onPeople={(people) => {
            put({ ...team.body, people })
            setPerson(null)
          }}
        />
      )}
    </Section>
  )
}

/** A name is enough to begin with: an early and a late shift, and working-time law. */
function NewTeam({ onMake }: { onMake: (id: string, body: object) => void }) {
  const { t } = useTranslation()
  const { zone } = useView()
  const [name, setName] = useState('')
  const patterns = [
    { id: 'early', days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '08:00', end: '16:30' },
    { id: 'late', days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '09:30', end: '18:00' },
  ]
  return (
    <div className={classes.go}>
      <TextInput
        size="sm"
        label={t('roster.team.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="sm"
        disabled={name.trim() === ''}
        onClick={() => onMake(freeId(name, []), { name: name.trim(), zone, patterns })}
      >
        {t('roster.team.make')}
      </Button>
      <p className={classes.quiet}>{t('roster.team.none')}</p>
    </div>
  )
}

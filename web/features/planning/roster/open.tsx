import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DutyTurn, Shift } from '../../../../pipelines/roster/model/roster.ts'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { freeId } from '../../../lib/config-id.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { fromLocalText } from '../../../lib/time/local-text.ts'
import { dateText, wallOf } from '../../../lib/time/zone.ts'
import { checkQuery, savedQuery, useSaveRoster } from './api.ts'
import { Figures } from './figures.tsx'
import { firstWorked } from './first-worked.ts'
import { Gantt, type Span } from './gantt/gantt.tsx'
import { addDays } from './need.ts'
import classes from './roster.module.css'
import { Turns } from './turns.tsx'
import { type Draft, storedOf } from './use-draft.ts'
import type { Solving } from './use-solve.ts'

interface OpenProps {
  draft: Draft
  solving: Solving
  onEdit: (change: (shifts: readonly Shift[]) => Shift[]) => void
  onTurns: (turns: DutyTurn[]) => void
  onKept: (saved: { id: string; version: number }) => void
}

/** The roster itself: chart, coverage, what is wrong, what binds, and the ways out. */
export function Open({ draft, solving, onEdit, onTurns, onKept }: OpenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { problem, shifts, onCall, saved, edited } = draft
  const first = () => firstWorked(problem.from, shifts, dateText(wallOf(Date.now(), problem.zone)))
  const [day, setDay] = useState<string | null>(first)
  const check = useQuery(checkQuery(problem, { shifts: [...shifts], on_call: onCall })).data
  const dates = Array.from({ length: problem.days }, (_, i) => addDays(problem.from, i))
  const shown = day !== null && !dates.includes(day) ? first() : day
  const span = spanOf(shown, dates, problem.zone)
  return (
    <Section
      title={saved ? saved.id : t('roster.open.title')}
      note={t('roster.open.note')}
      actions={saved && !edited ? <Exports id={saved.id} draft={draft} /> : undefined}
    >
      <Figures draft={draft} check={check} />
      <fieldset className={classes.days}>
        <legend className="pg-hidden">{t('roster.open.days')}</legend>
        {[null, ...dates].map((one) => (
          <button key={one ?? 'all'} type="button" aria-pressed={one === shown} onClick={() => setDay(one)}>
            {one === null ? t('roster.open.whole') : format.date(one)}
          </button>
        ))}
      </fieldset>
      <Gantt problem={problem} shifts={shifts} check={check} span={span} onEdit={onEdit} />
      <p className={classes.quiet}>{t('roster.open.keys')}</p>
      <Turns draft={draft} dates={shown === null ? dates : [shown]} onTurns={onTurns} />
      <Again draft={draft} solving={solving} />
      <Save draft={draft} onKept={onKept} />
    </Section>
  )
}

/** Everything that was not put by hand is planned anew. */
function Again({ draft: { problem, team, shifts, onCall }, solving }: Pick<OpenProps, 'draft' | 'solving'>) {
  const { t } = useTranslation()
  const pinned = shifts.filter((shift) => shift.pinned)
  const duties = onCall.filter((turn) => turn.pinned)
  return (
    <div className={classes.go}>
      <Button
        size="sm"
        variant="default"
        disabled={solving.running}
        onClick={() =>
          solving.start({ ask: { problem: { ...problem, pinned, pinned_on_call: duties } }, of: team })
        }
      >
        {t('roster.open.again')}
      </Button>
      <p className={classes.quiet}>
        {pinned.length === 0 ? t('roster.open.noPin') : t('roster.open.pinned', { count: pinned.length })}
        {problem.on_call.length > 0 &&
          ` ${duties.length === 0 ? t('roster.open.noDuty') : t('roster.open.duties', { count: duties.length })}`}
      </p>
    </div>
  )
}

function spanOf(day: string | null, dates: readonly string[], zone: string): Span {
  const start = (date: string) => fromLocalText(date, zone) ?? Date.parse(`${date}T00:00:00Z`)
  const first = day ?? (dates[0] as string)
  const last = day ?? (dates.at(-1) as string)
  return { from: start(first), to: start(addDays(last, 1)), date: day }
}

function Save({ draft, onKept }: Pick<OpenProps, 'draft' | 'onKept'>) {
  const { t } = useTranslation()
  const { saved, problem, edited } = draft
  const taken = (useQuery(savedQuery).data ?? []).map(({ id: one }) => one)
  const [written, setName] = useState<string | null>(null)
  const name = written ?? saved?.id ?? freeId(`${problem.from} ${draft.team?.id ?? ''}`, taken)
  const save = useSaveRoster(onKept)
  const id = freeId(name, [])
  return (
    <div className={classes.go}>
      <TextInput
        size="sm"
        label={t('roster.open.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="sm"
        disabled={save.isPending || !edited}
        onClick={() =>
          save.mutate({ id, roster: storedOf(draft), basedOn: saved?.id === id ? saved.version : 0 })
        }
      >
        {t('roster.open.save')}
      </Button>
      <p role="status" className={classes.quiet}>
        {saved && !edited ? t('roster.open.kept', { id: saved.id, version: saved.version }) : ''}
      </p>
      {save.error && (
        <p role="alert" className={classes.bad}>
          {save.error.message}
        </p>
      )}
    </div>
  )
}

/** Files are of the saved version, so that what people get is what is kept. */
function Exports({ id, draft: { problem } }: { id: string; draft: Draft }) {
  const { t } = useTranslation()
  const [person, setPerson] = useState('')
  const base = `/api/v1/roster/saved/${id}`
  const get = (href: string) => {
    const link = document.createElement('a')
    link.href = href
    link.download = ''
    link.click()
  }
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('roster.open.whose')}
        value={person}
        data={[
          { value: '', label: t('roster.open.everybody') },
          ...problem.people.map((one) => ({ value: one.id, label: one.name ?? one.id })),
        ]}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      <BarButton
        plain
        icon={<IconDownload size={16} aria-hidden />}
        onClick={() => get(`${base}/ical${person ? `?person=${encodeURIComponent(person)}` : ''}`)}
      >
        {t('roster.open.ical')}
      </BarButton>
      <BarButton plain icon={<IconDownload size={16} aria-hidden />} onClick={() => get(`${base}/csv`)}>
        {t('roster.open.csv')}
      </BarButton>
    </>
  )
}

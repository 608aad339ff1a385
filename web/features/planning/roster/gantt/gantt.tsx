import { NativeSelect } from '@mantine/core'
import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../../../../../pipelines/roster/check/check-roster.ts'
import type { Problem } from '../../../../../pipelines/roster/model/problem.ts'
import type { Shift } from '../../../../../pipelines/roster/model/roster.ts'
import { formatInstant } from '../../../../lib/format/instant.ts'
import { useFormat } from '../../../../lib/format/use-format.ts'
import { newShift } from './add.ts'
import { Bar } from './bar.tsx'
import { given, moved, pinned } from './edit.ts'
import classes from './gantt.module.css'
import { Strip } from './strip.tsx'

export interface Span {
  from: number
  to: number
  /** The one day that is shown; null for the whole period. */
  date: string | null
}

interface GanttProps {
  problem: Problem
  shifts: readonly Shift[]
  check: Check | undefined
  span: Span
  onEdit: (change: (shifts: readonly Shift[]) => Shift[]) => void
}

/** Who works when, a row a person; shifts are dragged or moved by keys. */
export function Gantt({ problem, shifts, check, span, onEdit }: GanttProps) {
  const { t } = useTranslation()
  const hours = (span.to - span.from) / 3_600_000
  // A shift that moved keeps the focus, wherever it went.
  const [held, setHeld] = useState<string | null>(null)
  const broken = new Set(
    check?.findings.filter(({ hard }) => hard).map(({ person, date }) => `${person} ${date ?? ''}`),
  )
  const change = (shift: Shift, next: Shift | null) => {
    setHeld(next && keyOf(next))
    onEdit((all) => all.flatMap((one) => (one !== shift ? [one] : next ? [next] : [])))
  }
  const rowOf = (shift: Shift, by: number) => {
    const at = problem.people.findIndex(({ id }) => id === shift.person)
    const next = problem.people[at + by]
    if (next) change(shift, given(shift, next.id))
  }
  return (
    <section className={classes.scroll} aria-label={t('roster.gantt.label')}>
      <div
        className={classes.chart}
        style={{ '--hours': hours } as CSSProperties}
        data-day={span.date !== null || undefined}
      >
        <Axis problem={problem} span={span} />
        {check && <Strip problem={problem} check={check} span={span} />}
        <ul className={classes.rows}>
          {problem.people.map((person) => {
            const own = shifts.filter(
              (shift) =>
                shift.person === person.id &&
                Date.parse(shift.end) > span.from &&
                Date.parse(shift.start) < span.to,
            )
            const weekly = broken.has(`${person.id} `)
            return (
              <li key={person.id} className={classes.row} data-person={person.id}>
                <span className={classes.name} data-broken={weekly || undefined}>
                  {person.name ?? person.id}
                </span>
                <span className={classes.track}>
                  {own.map((shift) => (
                    <Bar
                      key={keyOf(shift)}
                      shift={shift}
                      span={span}
                      problem={problem}
                      held={held === keyOf(shift)}
                      broken={weekly || broken.has(`${person.id} ${shift.date}`)}
                      onMove={(grip, minutes) => change(shift, moved(shift, grip, minutes, problem.zone))}
                      onRow={(by) => rowOf(shift, by)}
                      onGive={(id) => change(shift, given(shift, id))}
                      onPin={() => change(shift, pinned(shift))}
                      onRemove={() => change(shift, null)}
                    />
                  ))}
                  {span.date !== null && own.length === 0 && (
                    <NativeSelect
                      size="xs"
                      className={classes.add}
                      aria-label={t('roster.gantt.addFor', { name: person.name ?? person.id })}
                      value=""
                      data={[
                        { value: '', label: t('roster.gantt.add') },
                        ...problem.patterns.map(({ id }) => ({ value: id, label: id })),
                      ]}
                      onChange={(event) => {
                        const pattern = problem.patterns.find(({ id }) => id === event.currentTarget.value)
                        const date = span.date
                        if (pattern && date)
                          onEdit((all) => [...all, newShift(person.id, pattern, date, problem.zone)])
                      }}
                    />
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

const keyOf = ({ person, start }: Shift) => `${person} ${start}`

/** Hours of a day, or the days of the period, at their instants. */
function Axis({ problem, span }: { problem: Problem; span: Span }) {
  const { language } = useFormat()
  const step = span.date === null ? 24 : 3
  const marks: number[] = []
  for (let at = span.from; at < span.to; at += step * 3_600_000) marks.push(at)
  return (
    <div className={classes.axis} aria-hidden>
      {marks.map((at) => (
        <span key={at} style={{ left: `${((at - span.from) / (span.to - span.from)) * 100}%` }}>
          {formatInstant(
            at + (span.date === null ? 12 * 3_600_000 : 0),
            span.date === null ? 'weekday' : 'time',
            problem.zone,
            language,
          )}
        </span>
      ))}
    </div>
  )
}

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../../../pipelines/roster/model/problem.ts'
import type { Shift } from '../../../../../pipelines/roster/model/roster.ts'
import { formatInstant } from '../../../../lib/format/instant.ts'
import { useFormat } from '../../../../lib/format/use-format.ts'
import { type Grip, moved, stepsOf } from './edit.ts'
import classes from './gantt.module.css'
import type { Span } from './gantt.tsx'

interface BarProps {
  shift: Shift
  span: Span
  problem: Problem
  broken: boolean
  /** Has just come here by an edit. */
  held: boolean
  onMove: (grip: Grip, minutes: number) => void
  /** To the person one row up or down. */
  onRow: (by: 1 | -1) => void
  onGive: (person: string) => void
  onPin: () => void
  onRemove: () => void
}

/** Pixels at either end that take hold of the end instead of the whole. */
const EDGE = 8

interface Drag {
  grip: Grip
  x: number
  minutes: number
  person: string
}

/** One shift: dragged as a whole, by an end, or to another row; arrows do the same. */
export function Bar({
  shift,
  span,
  problem,
  broken,
  held,
  onMove,
  onRow,
  onGive,
  onPin,
  onRemove,
}: BarProps) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const [drag, setDrag] = useState<Drag | null>(null)
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (held) element.current?.focus()
  }, [held])
  const shown = drag ? moved(shift, drag.grip, drag.minutes, problem.zone) : shift
  const share = (iso: string) => ((Date.parse(iso) - span.from) / (span.to - span.from)) * 100
  const time = (iso: string) => formatInstant(Date.parse(iso), 'time', problem.zone, language)
  const text = `${time(shown.start)}–${time(shown.end)}`

  const press = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    const box = event.currentTarget.getBoundingClientRect()
    const left = event.clientX - box.left
    const grip = left < EDGE ? 'start' : box.width - left < EDGE ? 'end' : 'whole'
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ grip, x: event.clientX, minutes: 0, person: shift.person })
  }
  const drift = (event: PointerEvent<HTMLButtonElement>) => {
    if (!drag) return
    const track = element.current?.parentElement?.getBoundingClientRect().width ?? 0
    const minutes = stepsOf(event.clientX - drag.x, track, span.to - span.from, 15)
    const under = document.elementsFromPoint(event.clientX, event.clientY)
    const row = under.find((one) => one instanceof HTMLElement && one.dataset.person !== undefined)
    const person =
      drag.grip === 'whole' && row instanceof HTMLElement ? (row.dataset.person ?? drag.person) : shift.person
    setDrag({ ...drag, minutes, person })
  }
  const drop = () => {
    if (!drag) return
    setDrag(null)
    if (drag.person !== shift.person) onGive(drag.person)
    else if (drag.minutes !== 0) onMove(drag.grip, drag.minutes)
  }
  const key = (event: KeyboardEvent) => {
    const grip: Grip = event.shiftKey ? 'end' : event.altKey ? 'start' : 'whole'
    if (event.key === 'ArrowLeft') onMove(grip, -problem.step_minutes)
    else if (event.key === 'ArrowRight') onMove(grip, problem.step_minutes)
    else if (event.key === 'ArrowUp') onRow(-1)
    else if (event.key === 'ArrowDown') onRow(1)
    else if (event.key === 'p' || event.key === 'P') onPin()
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else return
    event.preventDefault()
  }
  const name = problem.people.find(({ id }) => id === shift.person)?.name ?? shift.person
  const day = formatInstant(Date.parse(shown.start), 'weekday', problem.zone, language)
  return (
    <button
      type="button"
      ref={element}
      className={classes.bar}
      data-broken={broken || undefined}
      data-pinned={shift.pinned || undefined}
      data-dragged={drag ? drag.person : undefined}
      style={{ left: `${share(shown.start)}%`, width: `${share(shown.end) - share(shown.start)}%` }}
      title={`${shift.pattern} ${text}`}
      aria-label={[
        t(broken ? 'roster.gantt.barBroken' : 'roster.gantt.bar', {
          name,
          day,
          times: text,
          pattern: shift.pattern,
        }),
        ...(shift.pinned ? [t('roster.gantt.pinned')] : []),
      ].join(', ')}
      onPointerDown={press}
      onPointerMove={drift}
      onPointerUp={drop}
      onPointerCancel={() => setDrag(null)}
      onKeyDown={key}
      onDoubleClick={onPin}
    >
      {shown.breaks.map((one) => {
        const length = share(shown.end) - share(shown.start)
        const left = ((share(one.start) - share(shown.start)) / length) * 100
        return (
          <i
            key={one.start}
            className={classes.pause}
            style={{ left: `${left}%`, width: `${((share(one.end) - share(one.start)) / length) * 100}%` }}
          />
        )
      })}
      {span.date !== null && <span className={classes.text}>{text}</span>}
    </button>
  )
}

import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type SyntheticEvent,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import { type Press, pressOf } from '../overlay/press.ts'
import classes from './heat.module.css'
import { type HeatCell, HOURS } from './heat.ts'
import { STRONG_FROM } from './strong-from.ts'

interface HeatGridProps {
  caption: string
  unit: string
  cells: readonly (readonly HeatCell[])[]
  /** Name of a line, in full for who hears it. */
  lineName: (line: string | null, length: 'short' | 'long') => string
  /** The lines have longer names than weekdays. */
  wide?: boolean
  onPress: (cell: HeatCell, press: Press) => void
}

const STEPS: Readonly<Record<string, readonly [lines: number, hours: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  Home: [0, -HOURS.length],
  End: [0, HOURS.length],
}

/**
 * Lines of twenty-four hours, shaded by their figures, with what the palest and the strongest shade stand for. One stop for the tab key,
 * arrows from cell to cell; what the cell under pointer or focus says stands beneath.
 */
export function HeatGrid({ caption, unit, cells, lineName, wide, onPress }: HeatGridProps) {
  const table = useRef<HTMLTableElement>(null)
  const [stop, setStop] = useState('0 0')
  const [said, setSaid] = useState('')
  const stopHere = cells[Number(stop.split(' ')[0])] ? stop : '0 0'

  const tell = (event: SyntheticEvent) => {
    const at = placeOf(event)
    if (at) setSaid((event.target as Element).closest('button')?.getAttribute('aria-label') ?? '')
    return at
  }
  const focus = (event: FocusEvent) => {
    const at = tell(event)
    if (at) setStop(at)
  }
  const leave = (event: PointerEvent | FocusEvent) => {
    const next = event.relatedTarget
    if (!(next instanceof Node && table.current?.contains(next))) setSaid('')
  }
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    const at = placeOf(event)
    if (!step || !at || event.altKey || event.ctrlKey || event.metaKey) return
    const [line = 0, hour = 0] = at.split(' ').map(Number)
    const to = `${within(line + step[0], cells.length)} ${within(hour + step[1], HOURS.length)}`
    event.preventDefault()
    event.stopPropagation()
    table.current?.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus()
  }
  return (
    <>
      <div className={classes.scroller}>
        <table
          ref={table}
          className={classes.table}
          data-wide={wide || undefined}
          onPointerOver={tell}
          onPointerLeave={leave}
          onFocus={focus}
          onBlur={leave}
          onKeyDown={move}
        >
          <caption className="pg-hidden">{caption}</caption>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {hour % 3 === 0 ? hour : <span className="pg-hidden">{hour}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, at) => {
              const line = row[0]?.line ?? null
              return (
                <tr key={line ?? '\u0000'}>
                  <th scope="row">{lineName(line, 'short')}</th>
                  {row.map((cell) => (
                    <Cell
                      key={cell.hour}
                      at={`${at} ${cell.hour}`}
                      isStop={stopHere === `${at} ${cell.hour}`}
                      cell={cell}
                      unit={unit}
                      name={lineName(line, 'long')}
                      onPress={onPress}
                    />
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className={classes.foot}>
        <HeatScale cells={cells.flat()} unit={unit} />
        <p className={classes.said} data-no-picture aria-hidden>
          {said}
        </p>
      </div>
    </>
  )
}

const placeOf = ({ target }: SyntheticEvent) =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-at]')?.dataset.at ?? null) : null
const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1)

interface CellProps {
  /** Its line and hour. */
  at: string
  isStop: boolean
  cell: HeatCell
  unit: string
  name: string
  onPress: HeatGridProps['onPress']
}

const Cell = memo(function Cell({ at, isStop, cell, unit, name, onPress }: CellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const missing = cell.n > 0 ? t('state.tooFew') : t('value.missing')
  const text = cell.value === null ? missing : format.value(cell.value, unit)
  return (
    <td>
      <button
        type="button"
        className={classes.cell}
        data-at={at}
        tabIndex={isStop ? 0 : -1}
        data-none={cell.level === null || undefined}
        data-strong={(cell.level ?? 0) > STRONG_FROM || undefined}
        style={
          cell.level === null
            ? {}
            : { background: `color-mix(in oklab, var(--pg-heat-1) ${cell.level * 100}%, var(--pg-heat-0))` }
        }
        aria-label={`${name} ${cell.hour}:00: ${text}, ${t('figure.n', { n: format.number(cell.n) })}`}
        onClick={(event) => onPress(cell, pressOf(event))}
      >
        {cell.value !== null && unit !== 'seconds' && format.tick(cell.value, unit)}
      </button>
    </td>
  )
})

function HeatScale({ cells, unit }: { cells: readonly HeatCell[]; unit: string }) {
  const format = useFormat()
  const at = (level: number) => cells.find((cell) => cell.level === level)?.value
  const [low, high] = [at(0), at(1)]
  if (typeof low !== 'number' || typeof high !== 'number') return null
  return (
    <p className={classes.scale}>
      {format.value(low, unit)}
      <span aria-hidden />
      {format.value(high, unit)}
    </p>
  )
}

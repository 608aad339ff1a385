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

/** Lines of twenty-four hours, shaded by their figures, with what the palest and the strongest shade stand for. */
export function HeatGrid({ caption, unit, cells, lineName, wide, onPress }: HeatGridProps) {
  return (
    <>
      <div className={classes.scroller}>
        <table className={classes.table} data-wide={wide || undefined}>
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
            {cells.map((row) => {
              const line = row[0]?.line ?? null
              return (
                <tr key={line ?? '\u0000'}>
                  <th scope="row">{lineName(line, 'short')}</th>
                  {row.map((cell) => (
                    <Cell
                      key={cell.hour}
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
      <HeatScale cells={cells.flat()} unit={unit} />
    </>
  )
}

interface CellProps {
  cell: HeatCell
  unit: string
  name: string
  onPress: HeatGridProps['onPress']
}

function Cell({ cell, unit, name, onPress }: CellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const missing = cell.n > 0 ? t('state.tooFew') : t('value.missing')
  const text = cell.value === null ? missing : format.value(cell.value, unit)
  const label = `${name} ${cell.hour}:00: ${text}, ${t('figure.n', { n: format.number(cell.n) })}`
  return (
    <td>
      <button
        type="button"
        className={classes.cell}
        data-none={cell.level === null || undefined}
        data-strong={(cell.level ?? 0) > STRONG_FROM || undefined}
        style={
          cell.level === null
            ? {}
            : { background: `color-mix(in oklab, var(--pg-heat-1) ${cell.level * 100}%, var(--pg-heat-0))` }
        }
        aria-label={label}
        title={label}
        onClick={(event) => onPress(cell, pressOf(event))}
      >
        {cell.value !== null && unit !== 'seconds' && format.tick(cell.value, unit)}
      </button>
    </td>
  )
}

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

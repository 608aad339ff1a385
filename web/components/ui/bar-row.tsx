import type { ReactNode } from 'react'
import { type Press, pressOf } from '../chart/overlay/press.ts'
import classes from './bar-row.module.css'
import { useResting } from './use-resting.ts'

interface BarRowProps {
  label: string
  /** 0–1 of the longest bar; null draws none. */
  share: number | null
  /** Where the earlier figure stands on the same scale. */
  before: number | null
  value: ReactNode
  aside?: ReactNode
  chosen?: boolean
  onPress: (press: Press) => void
  /** A pointer has come to rest on it, or goes down. */
  onIntent?: () => void
  title?: string
}

/** A name, a bar behind it, its figure. Pressed like a mark of a chart. */
export function BarRow({
  label,
  share,
  before,
  value,
  aside,
  chosen = false,
  onPress,
  onIntent,
  title,
}: BarRowProps) {
  const resting = useResting(onIntent)
  return (
    <li className={classes.row}>
      <button
        type="button"
        className={classes.button}
        aria-pressed={chosen}
        title={title}
        onClick={(event) => onPress(pressOf(event))}
        {...resting}
      >
        {share !== null && (
          <span className={classes.bar} style={{ width: `${Math.max(share * 100, 0.5)}%` }} />
        )}
        {before !== null && before <= 1 && (
          <span className={classes.before} style={{ left: `${before * 100}%` }} />
        )}
        <span className={classes.label}>{label}</span>
        <span className={classes.value}>{value}</span>
      </button>
      {aside && <span className={classes.aside}>{aside}</span>}
    </li>
  )
}

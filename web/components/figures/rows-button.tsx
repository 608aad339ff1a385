import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format/use-format.ts'
import classes from './figures.module.css'

interface RowsButtonProps {
  n: number
  /** What the figure is of. */
  mark: string
  onRows: () => void
}

/** How many rows are behind a figure, and the way to them. */
export function RowsButton({ n, mark, onRows }: RowsButtonProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <button
      type="button"
      className={classes.rows}
      aria-label={t('explore.rows.showFor', { n: format.number(n), mark })}
      onClick={onRows}
    >
      {format.number(n)}
    </button>
  )
}

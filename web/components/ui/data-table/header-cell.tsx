import classes from './data-table.module.css'

interface HeaderCellProps {
  text: string
  numeric: boolean
  sorted: false | 'asc' | 'desc'
  onSort?: () => void
}

const ARIA = { asc: 'ascending', desc: 'descending' } as const

export function HeaderCell({ text, numeric, sorted, onSort }: HeaderCellProps) {
  return (
    <th
      scope="col"
      data-number={numeric || undefined}
      {...(onSort ? { 'aria-sort': sorted ? ARIA[sorted] : 'none' } : {})}
    >
      {onSort ? (
        <button type="button" onClick={onSort}>
          {text}
          <span
            aria-hidden
            className={classes.arrow}
            data-on={sorted || undefined}
            data-screen={!sorted || undefined}
          >
            {sorted === 'asc' ? '▲' : '▼'}
          </span>
        </button>
      ) : (
        text
      )}
    </th>
  )
}

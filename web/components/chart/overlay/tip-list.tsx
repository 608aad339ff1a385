import { Fragment } from 'react'
import classes from './tip-list.module.css'

/** Names with their figures, as a tip says them; what is null is left out. */
export function TipList({ rows }: { rows: readonly (readonly [name: string, figure: string | null])[] }) {
  return (
    <dl className={classes.list}>
      {rows.map(
        ([name, figure]) =>
          figure !== null && (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{figure}</dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}

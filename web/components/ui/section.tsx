import type { ReactNode } from 'react'
import classes from './section.module.css'

interface SectionProps {
  title: string
  /** A line beneath the title: what, against what. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A part of a page under a rule, with its title. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className={`${classes.section} pg-in-order`} aria-label={title}>
      <header>
        <div>
          <h2>{title}</h2>
          {note && <p>{note}</p>}
        </div>
        {actions && (
          <div className={classes.actions} data-screen>
            {actions}
          </div>
        )}
      </header>
      {children}
    </section>
  )
}

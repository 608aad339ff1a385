import type { ReactNode } from 'react'
import classes from './left-out-note.module.css'

/** Above a picture or rows: what of the question could not be asked, so that they show the rest. */
export const LeftOutNote = ({ children }: { children: ReactNode }) => (
  <p className={classes.note} role="status">
    {children}
  </p>
)

import type { ReactNode } from 'react'
import classes from './key.module.css'

/** How a mark looks: what is measured, what it is held against, a second line, the stretch around it, what is set beside it, what was before. */
export type KeyKind = 'bar' | 'line' | 'dots' | 'band' | 'step' | 'before'

/** Which mark of a chart is which. */
export function Key({ kind, children }: { kind: KeyKind; children: ReactNode }) {
  return (
    <span className={classes.key}>
      <i data-kind={kind} aria-hidden />
      {children}
    </span>
  )
}

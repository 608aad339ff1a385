import type { ReactNode } from 'react'
import type { Plot } from '../engine/plot.ts'
import classes from './axis-overlay.module.css'

/** What is said about one position, beside it and never over it. */
export function Tip({ plot, index, children }: { plot: Plot; index: number; children: ReactNode }) {
  const x = plot.xOf(index)
  const rightHalf = x > (plot.area.left + plot.area.right) / 2
  return (
    <div
      className={classes.tip}
      style={{
        left: x,
        top: plot.area.top,
        transform: rightHalf ? 'translateX(calc(-100% - 12px))' : 'translateX(12px)',
      }}
    >
      {children}
    </div>
  )
}

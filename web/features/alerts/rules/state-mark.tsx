import classes from '../alerts.module.css'
import type { AlertView } from '../api.ts'

const SHAPE: Readonly<Record<AlertView['phase'], string>> = {
  firing: 'M6 1.5l5 9h-10z',
  recovering: 'M1 6h10M7.5 2.5l3.5 3.5-3.5 3.5',
  pending: 'M6 1.5v4.5l3 2',
  error: 'M2 2l8 8M10 2l-8 8',
  no_data: 'M2 6h2M5 6h2M8 6h2',
  normal: 'M2 6.5l3 3 5-6',
}

/** A shape for each state, so that colour is not all that tells them apart. */
export function StateMark({ phase }: { phase: AlertView['phase'] }) {
  return (
    <svg
      className={classes.mark}
      data-phase={phase}
      width={12}
      height={12}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      <path d={SHAPE[phase]} />
    </svg>
  )
}

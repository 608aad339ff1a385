import { ACTORS, type Actor } from './model.ts'
import classes from './timeline.module.css'

const PATHS = [
  'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0',
  'M-4.5 -4.5h9v9h-9z',
  'M0 -5.5l5.5 10h-11z',
  'M0 -6l6 6l-6 6l-6 -6z',
] as const

/** The outline of an actor's messages, and whether it is drawn hollow. */
export function messageShape(actor: Actor): { d: string; hollow: boolean } {
  const place = ACTORS.indexOf(actor)
  return { d: PATHS[place % PATHS.length] ?? PATHS[0], hollow: place >= PATHS.length }
}

export function MessageShape({ actor }: { actor: Actor }) {
  const { d, hollow } = messageShape(actor)
  return (
    <svg width={12} height={12} viewBox="-7 -7 14 14" aria-hidden="true">
      <path className={classes.message} data-actor={actor} data-hollow={hollow || undefined} d={d} />
    </svg>
  )
}

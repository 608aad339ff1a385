import type { ReactNode } from 'react'
import { SourceLights } from './source-lights.tsx'
import classes from './welcome.module.css'

interface DoorProps {
  title: string
  intro: string
  /** Kind of the sources that come in by this door; each has its light. */
  kind?: string
  children: ReactNode
}

/** One way in, step by step. */
export function Door({ title, intro, kind, children }: DoorProps) {
  return (
    <section className={classes.door} aria-label={title}>
      <h2>{title}</h2>
      <p>{intro}</p>
      <ol>{children}</ol>
      {kind && (
        <div className={classes.state}>
          <SourceLights kind={kind} />
        </div>
      )}
    </section>
  )
}

import type { ReactNode } from 'react'
import classes from './welcome.module.css'

/** One way in, step by step. */
export function Door({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  return (
    <section className={classes.door} aria-label={title}>
      <h2>{title}</h2>
      <p>{intro}</p>
      <ol>{children}</ol>
    </section>
  )
}

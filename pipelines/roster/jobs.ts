/** Solves under way and lately done, in memory: as many at a time as leave the server its cores. */
import { randomUUID } from 'node:crypto'
import { notFound, PegelError } from '../errors.ts'
import type { Problem } from './model/problem.ts'
import { type RunOptions, runRoster } from './run.ts'
import type { Progress } from './solve/search.ts'
import type { Roster } from './solve/solve.ts'

export interface Job {
  id: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  progress: Progress | null
  /** In hours of pay, shifts and all; null until it is done. */
  roster: Roster | null
  error: string | null
  startedAt: string
}

interface Held {
  job: Job
  problem: Problem
  options: Pick<RunOptions, 'seconds' | 'explain'>
  stop: AbortController
}

const AT_ONCE = 1
const KEPT = 20
const MOST_WAITING = 10

export class RosterJobs {
  private readonly held = new Map<string, Held>()
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  /** Throws `unavailable` when too many wait already. */
  start(problem: Problem, options: Pick<RunOptions, 'seconds' | 'explain'>): Job {
    const waiting = [...this.held.values()].filter(({ job }) => job.state === 'waiting').length
    if (waiting >= MOST_WAITING) throw new PegelError('unavailable', 'too many rosters wait to be solved')
    const id = randomUUID()
    const startedAt = this.now().toISOString()
    const job: Job = { id, state: 'waiting', progress: null, roster: null, error: null, startedAt }
    this.held.set(id, { job, problem, options, stop: new AbortController() })
    this.forget()
    this.next()
    return job
  }

  get(id: string): Job {
    return this.of(id).job
  }

  /** The best roster found by then becomes the result. */
  cancel(id: string): Job {
    const { job, stop } = this.of(id)
    stop.abort()
    if (job.state === 'waiting') {
      job.state = 'failed'
      job.error = 'cancelled before it began'
    }
    return job
  }

  private of(id: string): Held {
    const held = this.held.get(id)
    if (!held) throw notFound(`there is no solve ${id}, or it was too long ago`)
    return held
  }

  private next(): void {
    const all = [...this.held.values()]
    if (all.filter(({ job }) => job.state === 'running').length >= AT_ONCE) return
    const held = all.find(({ job }) => job.state === 'waiting')
    if (!held) return
    const { job, problem, options, stop } = held
    job.state = 'running'
    runRoster(problem, {
      ...options,
      signal: stop.signal,
      onProgress: (progress) => {
        job.progress = progress
      },
    })
      .then(
        (roster) => {
          job.roster = roster
          job.state = 'done'
        },
        (error: unknown) => {
          job.error = error instanceof Error ? error.message : String(error)
          job.state = 'failed'
        },
      )
      .finally(() => this.next())
  }

  private forget(): void {
    const over = [...this.held.values()].filter(({ job }) => job.state === 'done' || job.state === 'failed')
    for (const { job } of over.slice(0, Math.max(0, this.held.size - KEPT))) this.held.delete(job.id)
  }
}

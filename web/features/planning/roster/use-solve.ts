import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Job } from '../../../../pipelines/roster/jobs.ts'
import { cellOf, useKept } from '../kept.ts'
import { cancelSolve, jobQuery, over, type SolveInput, type StartedJob, startSolve } from './api.ts'

const underWay = cellOf<StartedJob | null>(null)
const lastSeconds = cellOf('20')

export type Solving = ReturnType<typeof useSolve>

/** The solver at work. It goes on, and is asked for its progress again, whatever else is looked at meanwhile. */
export function useSolve(onRoster: (started: StartedJob, job: Job) => void) {
  const [started, setStarted] = useKept(underWay)
  const [seconds, setSeconds] = useKept(lastSeconds)
  const { mutate, isPending, error } = useMutation({
    mutationFn: startSolve,
    onSuccess: (job) => setStarted(() => job),
  })
  const asked = useQuery(jobQuery(started?.id ?? null))
  const job = asked.data
  useEffect(() => {
    if (started && job?.state === 'done') {
      onRoster(started, job)
      setStarted(() => null)
    }
  }, [started, job, onRoster, setStarted])
  const gone = started !== null && asked.isError
  return {
    seconds,
    setSeconds: (next: string) => setSeconds(() => next),
    start: (input: Omit<SolveInput, 'seconds'>) => mutate({ ...input, seconds: Number(seconds) }),
    stop: () => started && void cancelSolve(started.id),
    running: isPending || (started !== null && !gone && (!job || !over(job))),
    progress: job?.progress ?? null,
    failure:
      error?.message ?? (gone ? (asked.error?.message ?? null) : job?.state === 'failed' ? job.error : null),
  }
}

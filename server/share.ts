/** As long as a page takes to ask everything at once, and too short to be noticed. */
export const SHARED_MS = 1000

/**
 * One answer for everybody who asks the same within a moment, as all open pages do when the data moves. A failure is shared
 * with those who waited for it and with nobody after them.
 *
 * @example const share = shareFor(1000); const health = await share(`${dataVersion}`, () => sources())
 */
export function shareFor<T>(milliseconds: number): (key: string, work: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, { until: number; answer: Promise<T> }>()
  return (key, work) => {
    const now = performance.now()
    for (const [other, { until }] of answers) if (until <= now) answers.delete(other)
    const known = answers.get(key)
    if (known) return known.answer
    const answer = work()
    answers.set(key, { until: now + milliseconds, answer })
    answer.catch(() => {
      if (answers.get(key)?.answer === answer) answers.delete(key)
    })
    return answer
  }
}

/** Who is asked first: what stands beside the picture waits until the picture's own questions are answered. */
export interface Turns {
  /** Asks at once. */
  first<T>(work: () => Promise<T>): Promise<T>
  /** Asks when nothing of `first` is under way. Rejects with the signal's reason when nobody waits any more. */
  later<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** Of the page: its figures first. */
export const { first, later } = turns()

export function turns(): Turns {
  let underWay = 0
  let waiting: (() => void)[] = []
  const done = () => {
    underWay -= 1
    if (underWay > 0) return
    const next = waiting
    waiting = []
    for (const go of next) go()
  }
  return {
    async first(work) {
      underWay += 1
      try {
        return await work()
      } finally {
        done()
      }
    },
    async later(work, signal) {
      // What is asked in the same moment by a part that is put together after this one goes first too.
      await Promise.resolve()
      while (underWay > 0) await new Promise<void>((go) => waiting.push(go))
      signal?.throwIfAborted()
      return work()
    },
  }
}

/** Runs `work` at once, then at most every `wait` milliseconds; a call in between runs at the end of the wait. */
export function throttle(work: () => void, wait: number, clock: () => number = Date.now) {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  const run = () => {
    timer = null
    last = clock()
    work()
  }
  return {
    call() {
      const due = last + wait - clock()
      if (due <= 0 && timer === null) run()
      else timer ??= setTimeout(run, Math.max(due, 0))
    },
    cancel() {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

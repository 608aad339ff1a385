const TICK_MS = 10_000
const SLEPT_MS = 45_000

/** Calls back when the machine was asleep: a clock that ticks every ten seconds has missed several. Returns how to stop. */
export function onWake(callback: () => void): () => void {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    const slept = now - last > SLEPT_MS
    last = now
    if (slept) callback()
  }, TICK_MS)
  return () => clearInterval(timer)
}

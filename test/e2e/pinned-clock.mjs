/**
 * Imported first by tests, servers and commands under test, and run in pages: their time flows on from one instant, whatever
 * the day and the hour of the run. Processes that are started by such a one keep its time.
 */
// A Wednesday, 14:00 in Berlin.
const BEGINS = Date.parse('2026-11-25T13:00:00Z')

process.env.PEGEL_CLOCK_AHEAD_MS ??= String(BEGINS - Date.now())

/** Milliseconds from the clock of the machine to that of the tests. */
export const ahead = Number(process.env.PEGEL_CLOCK_AHEAD_MS)

/** For child processes. */
export const pinned = { ...process.env, NODE_OPTIONS: `--import=${import.meta.url}` }

/** For child processes whose time is so many minutes behind. @param {number} minutes */
export const earlier = (minutes) => ({ ...pinned, PEGEL_CLOCK_AHEAD_MS: String(ahead - minutes * 60_000) })

/** Runs in pages too, so it knows nothing but its argument. @param {number} by milliseconds */
export function moveClock(by) {
  globalThis.Date = new Proxy(Date, {
    construct: (real, args, self) =>
      Reflect.construct(real, args.length > 0 ? args : [real.now() + by], self),
    get: (real, key) => (key === 'now' ? () => real.now() + by : Reflect.get(real, key)),
  })
}

moveClock(ahead)

/** How fast agents finish contacts when each holds several conversations at once. */

/** Longer handle time per conversation with 1, 2, … of them at once, the first being 1. */
export type Stretch = readonly number[]

/**
 * `slowdown` is by how much one more conversation at once stretches each: 0 none, 1 so much that an agent gets nothing
 * more done. A list is taken as measured.
 * @example stretchOf(3, 0.2) // [1, 1.2, 1.4]
 */
export function stretchOf(concurrency: number, slowdown: number | Stretch): Stretch {
  if (typeof slowdown !== 'number') return slowdown.slice(0, concurrency)
  return Array.from({ length: concurrency }, (_, others) => 1 + slowdown * others)
}

/**
 * Contacts per second that `agents` finish while they hold `held` conversations, spread as evenly as can be.
 * Source: level-dependent birth–death chain; Enqvist and Svensson, "Simultaneous-service queues", 2019.
 */
export function finishRateOf(
  agents: number,
  handleTimeS: number,
  stretch: Stretch,
): (held: number) => number {
  const paces = [0, ...stretch.map((factor, others) => (others + 1) / factor / handleTimeS)]
  if (stretch.length === 1) return (held) => held / handleTimeS
  return (held) => {
    const each = Math.floor(held / agents)
    const more = held - each * agents
    return more * (paces[each + 1] ?? 0) + (agents - more) * (paces[each] ?? 0)
  }
}

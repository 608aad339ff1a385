/** Models that do not need each other are folded at the same time: one alone seldom keeps all cores busy to its end. */
import type { Model } from './model.ts'

type Reading = Pick<Model, 'name' | 'reads'>

/**
 * Runs `act` for each model once it has resolved for those that the model reads, for as many at a time as there are lanes, each
 * with a lane of its own. Of those that could be next it takes the one on which the longest chain of others waits. Where `act`
 * rejects it rejects too, once nothing runs any more.
 */
export async function sideBySide<M extends Reading, Lane>(
  models: readonly M[],
  lanes: readonly Lane[],
  act: (model: M, lane: Lane) => Promise<unknown>,
): Promise<void> {
  const waiting = longestChainFirst(models)
  const undone = new Set(models.map(({ name }) => name))
  const free = [...lanes]
  const running = new Set<Promise<void>>()
  const takeNext = (): M | undefined => {
    const at = waiting.findIndex(({ reads }) => !reads.some((name) => undone.has(name)))
    return at < 0 || free.length === 0 ? undefined : waiting.splice(at, 1)[0]
  }
  const begin = (model: M): void => {
    const lane = free.pop() as Lane
    const turn = act(model, lane).then(() => {
      undone.delete(model.name)
      running.delete(turn)
      free.push(lane)
    })
    running.add(turn)
  }
  try {
    while (undone.size > 0) {
      for (let model = takeNext(); model !== undefined; model = takeNext()) begin(model)
      await Promise.race(running)
    }
  } finally {
    await Promise.allSettled(running)
  }
}

function longestChainFirst<M extends Reading>(models: readonly M[]): M[] {
  const lengths = new Map<string, number>()
  const chainBehind = (name: string): number => {
    const known = lengths.get(name)
    if (known !== undefined) return known
    const readers = models.filter(({ reads }) => reads.includes(name))
    const length = Math.max(0, ...readers.map((reader) => 1 + chainBehind(reader.name)))
    lengths.set(name, length)
    return length
  }
  return [...models].sort((a, b) => chainBehind(b.name) - chainBehind(a.name))
}

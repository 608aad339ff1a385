/** Models that do not need each other are folded at the same time: one alone seldom keeps all cores busy to its end. */
import type { Model } from './model.ts'

type Reading = Pick<Model, 'name' | 'reads'>

interface Acts<M, Lane> {
  fold(model: M, lane: Lane): Promise<unknown>
  /** Of what is folded, and nothing is going to read. */
  release(model: M, lane: Lane): Promise<unknown>
}

/**
 * Runs `fold` for each model once it has resolved for those that the model reads, for as many at a time as there are lanes, each
 * with a lane of its own. Of those that could be next it takes the one on which the longest chain of others waits. Behind the
 * last that reads a model it runs `release` for it. Where one of them rejects it rejects too, once nothing runs any more.
 */
export async function sideBySide<M extends Reading, Lane>(
  models: readonly M[],
  lanes: readonly Lane[],
  { fold, release }: Acts<M, Lane>,
): Promise<void> {
  const waiting = longestChainFirst(models)
  const undone = new Set(models.map(({ name }) => name))
  const free = [...lanes]
  const running = new Set<Promise<void>>()
  const takeNext = (): M | undefined => {
    const at = waiting.findIndex(({ reads }) => !reads.some((name) => undone.has(name)))
    return at < 0 || free.length === 0 ? undefined : waiting.splice(at, 1)[0]
  }
  /** Of a model that has just been folded and of what it read: what nothing is going to read. */
  const unreadBehind = ({ name, reads }: M) => {
    const still = new Set(models.filter((one) => undone.has(one.name)).flatMap((one) => one.reads))
    return models.filter((one) => (one.name === name || reads.includes(one.name)) && !still.has(one.name))
  }
  const turnOf = async (model: M, lane: Lane): Promise<void> => {
    await fold(model, lane)
    undone.delete(model.name)
    for (const one of unreadBehind(model)) await release(one, lane)
    free.push(lane)
  }
  const begin = (model: M): void => {
    const turn = turnOf(model, free.pop() as Lane).then(() => {
      running.delete(turn)
    })
    running.add(turn)
  }
  try {
    for (;;) {
      for (let model = takeNext(); model !== undefined; model = takeNext()) begin(model)
      if (running.size === 0) return
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

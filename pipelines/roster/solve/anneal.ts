/**
 * Better rosters by many small changes (simulated annealing): a shift given, taken, moved to another day, swapped between
 * two people, made to begin or end otherwise, each with its breaks where they cost least. Worse ones are taken now and then,
 * less and less. A change costs some microseconds, where the best tour of a person costs milliseconds.
 */
import type { Instance } from './instance.ts'
import type { ShiftType } from './shift-types.ts'
import { type State, stateOf } from './state.ts'
import type { Tour } from './tours.ts'

/** Temperature at the start and at the end, as shares of the middling price: a change that costs so much is taken one time in e. */
const HOT = 0.3
const COLD = 0.065
/** Times `HOT`: what forgets a roster made in haste. */
export const FROM_NOTHING = 32
/** Rosters that are handed on, at most. */
const PASSED = 12
/** Changes between two looks at the clock. */
const AT_ONCE = 500

const NEAR = 4

type Item = Tour[number]
type Candidate = Instance['candidates'][number]

interface Part {
  at: number
  day: number
  type: number | null
}

/**
 * The best roster met. `progress` is told its cost and says from 0 to 1 how far the time has gone; at 1 it ends. `heat` times as hot it
 * keeps less of where it starts. `pass` is handed a few of the rosters it goes through in the second half of its time.
 */
export function anneal(
  instance: Instance,
  start: State,
  random: () => number,
  progress: (best: number) => number,
  heat = 1,
  pass: (tours: readonly Tour[]) => void = () => {},
): State {
  const { candidates, coverage, types, horizon } = instance
  const people = candidates.length
  const days = horizon.days.length
  if (people === 0 || !Number.isFinite(start.cost)) return start
  const price = middlingPrice(instance.problem)
  const hottest = HOT * heat * price
  const tours = start.tours.map((tour) => [...tour])
  const own = [...start.own]
  const groups = coverage.groups.length
  const present = new Float64Array(horizon.slots * groups)
  for (const [slot, there] of start.present.entries()) present.set(there, slot * groups)
  const allowed = candidates.map(({ choices }) => choices.map((day) => day.map(({ type }) => type)))
  let cost = start.cost
  let best = { cost, tours: start.tours }
  let temperature = hottest

  // What every interval costs is kept, so that only those that a change touches are worked out anew.
  const costAt = start.present.map((there, slot) => coverage.cost(slot, there))
  const costNow = new Float64Array(horizon.slots)
  const touched: number[] = []
  const marked = new Uint8Array(horizon.slots)

  /** Adds (sign 1) or takes away the presence of a shift, breaks left aside. */
  const stand = (group: number, { slots, shares }: ShiftType['span'], sign: number) => {
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number
      if (marked[slot] === 0) {
        marked[slot] = 1
        touched.push(slot)
      }
      const at = slot * groups + group
      present[at] = (present[at] as number) + sign * (shares[i] as number)
    }
  }
  const place = (group: number, d: number, item: Item, sign: number) => {
    if (!item) return
    const type = types[d]?.[item.type] as ShiftType
    stand(group, type.span, sign)
    stand(group, (type.placings[item.placing] as ShiftType['placings'][number]).away, -sign)
  }
  /** Puts a shift where its breaks cost least beside what is there. */
  const placeBest = (group: number, d: number, index: number): Item => {
    const type = types[d]?.[index] as ShiftType
    stand(group, type.span, 1)
    let placing = 0
    if (type.placings.length > 1) {
      let least = Number.POSITIVE_INFINITY
      for (let p = 0; p < type.placings.length; p++) {
        const { slots, shares } = (type.placings[p] as ShiftType['placings'][number]).away
        let lost = 0
        for (let i = 0; i < slots.length; i++) {
          const slot = slots[i] as number
          const at = slot * groups + group
          const full = present[at] as number
          lost -= coverage.cost(slot, present, slot * groups)
          present[at] = full - (shares[i] as number)
          lost += coverage.cost(slot, present, slot * groups)
          present[at] = full
        }
        if (lost < least) {
          least = lost
          placing = p
        }
      }
    }
    stand(group, (type.placings[placing] as ShiftType['placings'][number]).away, -1)
    return { type: index, placing }
  }
  /** What the intervals cost more than before the change. */
  const rise = () => {
    let by = 0
    for (let i = 0; i < touched.length; i++) {
      const slot = touched[i] as number
      const now = coverage.cost(slot, present, slot * groups)
      by += now - (costAt[slot] as number)
      costNow[i] = now
    }
    return by
  }
  const settle = (taken: boolean) => {
    for (let i = 0; i < touched.length; i++) {
      const slot = touched[i] as number
      if (taken) costAt[slot] = costNow[i] as number
      marked[slot] = 0
    }
    touched.length = 0
  }
  const optionsOf = (at: number, day: number): readonly number[] => allowed[at]?.[day] ?? []
  const groupOf = (at: number) => (candidates[at] as Candidate).group
  /** Beyond this no coverage pays for it. */
  const most = () => temperature * 12 + 60 * price
  const takes = (by: number) => by <= 0 || random() < Math.exp(-by / temperature)
  const pick = (count: number) => Math.floor(random() * count)

  /** Gives people other types of shift on some days, null a free one, and takes them back unless that is worth it. */
  const attempt = (parts: readonly Part[]) => {
    const before = parts.map(({ at, day, type }) => {
      const tour = tours[at] as Tour
      const item = tour[day] as Item
      tour[day] = type === null ? null : { type, placing: 0 }
      return item
    })
    const people = parts[1] && parts[1].at !== parts[0]?.at ? [parts[0], parts[1]] : [parts[0]]
    const costs = people.map((part) => {
      const { at } = part as Part
      return instance.tours.ownCost(candidates[at] as Candidate, tours[at] as Tour)
    })
    const by = costs.reduce((sum, one, i) => sum + one - (own[(people[i] as Part).at] as number), 0)
    parts.forEach(({ at, day }, i) => {
      ;(tours[at] as Tour)[day] = before[i] as Item
    })
    if (!(by < most())) return
    parts.forEach(({ at, day }, i) => {
      place(groupOf(at), day, before[i] as Item, -1)
    })
    const after = parts.map(({ at, day, type }) => (type === null ? null : placeBest(groupOf(at), day, type)))
    const all = by + rise()
    if (takes(all)) {
      settle(true)
      parts.forEach(({ at, day }, i) => {
        ;(tours[at] as Tour)[day] = after[i] as Item
      })
      people.forEach((part, i) => {
        own[(part as Part).at] = costs[i] as number
      })
      cost += all
      return
    }
    parts.forEach(({ at, day }, i) => {
      place(groupOf(at), day, after[i] as Item, -1)
    })
    parts.forEach(({ at, day }, i) => {
      place(groupOf(at), day, before[i] as Item, 1)
    })
    settle(false)
  }

  /** Two of one group take each other's day as it is, so that nothing else changes. */
  const swap = (a: number, b: number, day: number) => {
    const [tourA, tourB] = [tours[a] as Tour, tours[b] as Tour]
    const [itemA, itemB] = [tourA[day] as Item, tourB[day] as Item]
    tourA[day] = itemB
    tourB[day] = itemA
    const ownA = instance.tours.ownCost(candidates[a] as Candidate, tourA)
    const ownB =
      ownA === Number.POSITIVE_INFINITY ? ownA : instance.tours.ownCost(candidates[b] as Candidate, tourB)
    const by = ownA + ownB - (own[a] as number) - (own[b] as number)
    if (takes(by)) {
      own[a] = ownA
      own[b] = ownB
      cost += by
    } else {
      tourA[day] = itemA
      tourB[day] = itemB
    }
  }

  /** A type a little earlier, later, shorter or longer. */
  const near = (at: number, day: number): number | null => {
    const item = tours[at]?.[day] as Item
    const can = optionsOf(at, day)
    if (!item || can.length < 2) return null
    const next = can.indexOf(item.type) + (random() < 0.5 ? -1 : 1) * (1 + pick(NEAR))
    return can[(next + can.length * NEAR) % can.length] ?? null
  }
  const typeAt = (at: number, day: number) => tours[at]?.[day]?.type ?? null
  const fits = (at: number, day: number, type: number | null) =>
    type === null || optionsOf(at, day).includes(type)

  const step = () => {
    const at = pick(people)
    const day = pick(days)
    const kind = random()
    const type = typeAt(at, day)
    if (kind < 0.2) {
      const other = pick(people)
      const theirs = typeAt(other, day)
      if (other === at || theirs === type || !fits(at, day, theirs) || !fits(other, day, type)) return
      if (groupOf(at) === groupOf(other)) swap(at, other, day)
      else
        attempt([
          { at, day, type: theirs },
          { at: other, day, type },
        ])
    } else if (kind < 0.35) {
      const to = pick(days)
      const there = typeAt(at, to)
      if (to === day || type === there || !fits(at, day, there) || !fits(at, to, type)) return
      attempt([
        { at, day, type: there },
        { at, day: to, type },
      ])
    } else if (kind < 0.55) {
      const next = near(at, day)
      if (next !== null) attempt([{ at, day, type: next }])
    } else if (kind < 0.85) {
      // An hour from one day to another, or from one person to another.
      const [other, to] = random() < 0.5 ? [at, pick(days)] : [pick(people), day]
      const next = near(at, day)
      const theirs = near(other, to)
      if ((other === at && to === day) || next === null || theirs === null) return
      attempt([
        { at, day, type: next },
        { at: other, day: to, type: theirs },
      ])
    } else {
      const can = optionsOf(at, day)
      if (can.length > 0)
        attempt([
          { at, day, type: type !== null && random() < 0.3 ? null : (can[pick(can.length)] as number) },
        ])
    }
  }

  for (let passed = 0; ; ) {
    const far = progress(best.cost)
    if (far >= 1) break
    if (far > (1 + passed / PASSED) / 2) {
      passed += 1
      pass(tours.map((tour) => [...tour]))
    }
    temperature = hottest * ((COLD * price) / hottest) ** far
    for (let count = 0; count < AT_ONCE; count++) {
      step()
      if (cost < best.cost - 1e-6) best = { cost, tours: tours.map((tour) => [...tour]) }
    }
  }
  return stateOf(instance, best.tours)
}

/** Whatever unit prices are in. */
function middlingPrice({ prices, rules }: Instance['problem']): number {
  const { hour, short, surplus } = prices
  const { above, below } = rules.contract_hours
  const some = [hour, short, surplus, above, below].filter((one) => one > 0).sort((a, b) => a - b)
  return some[Math.floor(some.length / 2)] ?? 1
}

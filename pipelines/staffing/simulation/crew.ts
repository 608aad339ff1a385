/** Agents who hold up to so many conversations at once, come and go, and finish what they have begun before they go. */
import type { Stretch } from '../concurrency.ts'
import { EventHeap } from './event-heap.ts'

interface Agent {
  held: { customer: number; finishesAt: number }[]
  /** Work done on each conversation so far, in seconds of one alone; `finishesAt` is on this scale. */
  worked: number
  since: number
  version: number
  onDuty: boolean
  /** Position in the list of those on duty with as many conversations. */
  place: number
}

export class Crew {
  /** Conversations held. */
  held = 0
  private readonly heap = new EventHeap()
  private readonly agents: Agent[] = []
  private readonly off: number[] = []
  private leaving: number[] = []
  /** Agents on duty by conversations held. */
  private readonly byHeld: number[][]

  constructor(private readonly stretch: Stretch) {
    this.byHeld = Array.from({ length: stretch.length + 1 }, () => [])
  }

  get hasRoom(): boolean {
    return this.leastBusy(this.stretch.length - 1) !== null
  }

  /** When the next conversation ends as things stand. */
  get nextEnd(): number {
    const { heap } = this
    while (heap.size > 0 && heap.version !== this.agents[heap.agent]?.version) heap.pop()
    return heap.time
  }

  /** Gives a customer with so many seconds of work to the agent with the fewest conversations. */
  take(customer: number, work: number, now: number): void {
    const id = this.leastBusy(this.stretch.length - 1)
    if (id === null) throw new Error('nobody has room')
    const agent = this.at(id)
    this.advance(agent, now)
    this.unlist(agent)
    agent.held.push({ customer, finishesAt: agent.worked + work })
    this.held += 1
    this.list(id, agent)
    this.schedule(id, agent, now)
  }

  /** Ends the conversation that is next to end and returns its customer. */
  end(now: number): number {
    const id = this.heap.agent
    this.heap.pop()
    const agent = this.at(id)
    this.advance(agent, now)
    const next = agent.held.reduce((best, one) => (one.finishesAt < best.finishesAt ? one : best))
    if (agent.onDuty) this.unlist(agent)
    agent.held.splice(agent.held.indexOf(next), 1)
    this.held -= 1
    if (agent.onDuty) this.list(id, agent)
    else if (agent.held.length === 0) {
      this.leaving = this.leaving.filter((one) => one !== id)
      this.off.push(id)
    }
    this.schedule(id, agent, now)
    return next.customer
  }

  /** So many on duty from now on: those who were leaving stay first, those with the least to finish go first. */
  setOnDuty(count: number): void {
    let present = this.byHeld.reduce((sum, list) => sum + list.length, 0)
    for (; present < count; present++) {
      const id = this.leaving.pop() ?? this.off.pop() ?? this.hire()
      const agent = this.at(id)
      agent.onDuty = true
      this.list(id, agent)
    }
    for (; present > count; present--) {
      const id = this.leastBusy(this.stretch.length) as number
      const agent = this.at(id)
      this.unlist(agent)
      agent.onDuty = false
      ;(agent.held.length > 0 ? this.leaving : this.off).push(id)
    }
  }

  private hire(): number {
    this.agents.push({ held: [], worked: 0, since: 0, version: 0, onDuty: false, place: 0 })
    return this.agents.length - 1
  }

  private at(id: number): Agent {
    return this.agents[id] as Agent
  }

  private leastBusy(most: number): number | null {
    for (let held = 0; held <= most; held++) {
      const last = this.byHeld[held]?.at(-1)
      if (last !== undefined) return last
    }
    return null
  }

  private advance(agent: Agent, now: number): void {
    const count = agent.held.length
    if (count > 0) agent.worked += (now - agent.since) / (this.stretch[count - 1] ?? 1)
    agent.since = now
  }

  private schedule(id: number, agent: Agent, now: number): void {
    agent.version += 1
    if (agent.held.length === 0) return
    const first = Math.min(...agent.held.map((one) => one.finishesAt))
    const factor = this.stretch[agent.held.length - 1] ?? 1
    this.heap.push(now + Math.max(0, first - agent.worked) * factor, id, agent.version)
  }

  private list(id: number, agent: Agent): void {
    const list = this.byHeld[agent.held.length] as number[]
    agent.place = list.length
    list.push(id)
  }

  private unlist(agent: Agent): void {
    const list = this.byHeld[agent.held.length] as number[]
    const last = list.pop() as number
    if (this.agents[last] === agent) return
    list[agent.place] = last
    this.at(last).place = agent.place
  }
}

/** The next of many planned events. An event is an agent at a time; a later `version` of the agent makes it void. */
export class EventHeap {
  private times: number[] = []
  private agents: number[] = []
  private versions: number[] = []

  get size(): number {
    return this.times.length
  }

  get time(): number {
    return this.times[0] ?? Number.POSITIVE_INFINITY
  }
  get agent(): number {
    return this.agents[0] ?? -1
  }
  get version(): number {
    return this.versions[0] ?? -1
  }

  push(time: number, agent: number, version: number): void {
    let at = this.times.length
    this.put(at, time, agent, version)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.times[parent] as number) <= time) break
      this.move(parent, at)
      at = parent
    }
    this.put(at, time, agent, version)
  }

  /** Takes the next event away. */
  pop(): void {
    const time = this.times.pop() as number
    const agent = this.agents.pop() as number
    const version = this.versions.pop() as number
    const size = this.times.length
    if (size === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && (this.times[child + 1] as number) < (this.times[child] as number)) child += 1
      if ((this.times[child] as number) >= time) break
      this.move(child, at)
      at = child
    }
    this.put(at, time, agent, version)
  }

  private move(from: number, to: number): void {
    this.put(to, this.times[from] as number, this.agents[from] as number, this.versions[from] as number)
  }

  private put(at: number, time: number, agent: number, version: number): void {
    this.times[at] = time
    this.agents[at] = agent
    this.versions[at] = version
  }
}

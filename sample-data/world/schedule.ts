/** Things to come, earliest first; among equal instants in the order they were put in. */
export class Schedule<T> {
  readonly #at: number[] = []
  readonly #order: number[] = []
  readonly #items: T[] = []
  #count = 0

  get size(): number {
    return this.#at.length
  }

  /** Instant of the earliest item; infinity when there is none. */
  get nextAt(): number {
    return this.#at.length > 0 ? (this.#at[0] as number) : Number.POSITIVE_INFINITY
  }

  push(at: number, item: T): void {
    let i = this.#at.length
    const order = this.#count++
    this.#at.push(at)
    this.#order.push(order)
    this.#items.push(item)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if ((this.#at[parent] as number) <= at) break
      this.#move(parent, i)
      i = parent
    }
    this.#put(i, at, order, item)
  }

  pop(): T | undefined {
    const first = this.#items[0]
    const at = this.#at.pop()
    const order = this.#order.pop()
    const item = this.#items.pop()
    if (at === undefined || order === undefined || this.#at.length === 0) return first
    this.#sink(at, order, item as T)
    return first
  }

  #sink(at: number, order: number, item: T): void {
    const size = this.#at.length
    let i = 0
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && this.#before(child + 1, child)) child++
      const childAt = this.#at[child] as number
      if (childAt > at || (childAt === at && (this.#order[child] as number) > order)) break
      this.#move(child, i)
      i = child
    }
    this.#put(i, at, order, item)
  }

  #before(a: number, b: number): boolean {
    const difference = (this.#at[a] as number) - (this.#at[b] as number)
    return difference < 0 || (difference === 0 && (this.#order[a] as number) < (this.#order[b] as number))
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#at[from] as number, this.#order[from] as number, this.#items[from] as T)
  }

  #put(i: number, at: number, order: number, item: T): void {
    this.#at[i] = at
    this.#order[i] = order
    this.#items[i] = item
  }
}

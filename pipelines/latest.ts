/** The latest answers, under way or there, so that what many ask for is made once. One that fails is forgotten. */
export class Latest<T> {
  readonly #most: number
  readonly #known = new Map<string, Promise<T>>()

  constructor(most: number) {
    this.#most = most
  }

  /** What is known under `key`, else what `make` gives; whatever was asked for longest ago makes room. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key)
    const answer = known ?? make()
    this.#known.delete(key)
    this.#known.set(key, answer)
    if (this.#known.size > this.#most) this.#known.delete(this.#known.keys().next().value as string)
    if (!known) answer.catch(() => this.forget(key))
    return answer
  }

  forget(key: string): void {
    this.#known.delete(key)
  }
}

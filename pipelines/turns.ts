/** Work that runs one after the other; what fails keeps nobody behind it from running. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as `work` does, once everything before it is over. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => {})
    return result
  }

  /** Resolves when nothing is left, what was asked for meanwhile included. */
  async over(): Promise<void> {
    for (let last: Promise<unknown> | null = null; last !== this.#last; ) {
      last = this.#last
      await last
    }
  }

  /** Resolves when everything that was asked for until now is over. */
  async idle(): Promise<void> {
    await this.#last
  }
}

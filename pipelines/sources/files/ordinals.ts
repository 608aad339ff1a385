const EMPTY = 0

/**
 * Counts how often a row has been seen, for files in which identical rows are different facts. Open addressing over
 * 64 bits of the row's fingerprint: 24 bytes a row or less up to 48, so ten million rows take a few hundred megabytes.
 * That a set of rows gets the ordinals 1…n does not depend on their order.
 */
export class Ordinals {
  #slots = new Uint32Array(3 * 1024)
  #used = 0

  /** 1 for the first row with this fingerprint (22 base64url characters), 2 for the second, … */
  next(fingerprint: string): number {
    if (this.#used * 3 * 2 > this.#slots.length) this.#grow()
    const bytes = Buffer.from(fingerprint.slice(0, 12), 'base64url')
    const slot = this.#find(bytes.readUInt32LE(0), bytes.readUInt32LE(4))
    const seen = (this.#slots[slot + 2] ?? 0) + 1
    if (seen === 1) this.#used++
    this.#slots[slot] = bytes.readUInt32LE(0)
    this.#slots[slot + 1] = bytes.readUInt32LE(4)
    this.#slots[slot + 2] = seen
    return seen
  }

  #find(low: number, high: number): number {
    const size = this.#slots.length / 3
    for (let index = low % size; ; index = (index + 1) % size) {
      const slot = index * 3
      const free = this.#slots[slot + 2] === EMPTY
      if (free || (this.#slots[slot] === low && this.#slots[slot + 1] === high)) return slot
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let slot = 0; slot < old.length; slot += 3) {
      if (old[slot + 2] === EMPTY) continue
      this.#slots.set(old.subarray(slot, slot + 3), this.#find(old[slot] ?? 0, old[slot + 1] ?? 0))
    }
  }
}

/** What happened, by the interval in which a contact arrived or time passed. */
export class Tally {
  readonly arrived: Float64Array
  readonly decided: Float64Array
  readonly met: Float64Array
  readonly abandoned: Float64Array
  readonly waitS: Float64Array
  readonly heldS: Float64Array
  readonly slotS: Float64Array
  readonly waitingAtEnd: Float64Array

  constructor(readonly intervals: number) {
    const list = () => new Float64Array(intervals)
    this.arrived = list()
    this.decided = list()
    this.met = list()
    this.abandoned = list()
    this.waitS = list()
    this.heldS = list()
    this.slotS = list()
    this.waitingAtEnd = list()
  }

  add(
    list: 'arrived' | 'decided' | 'met' | 'abandoned' | 'waitS' | 'heldS' | 'slotS',
    i: number,
    by = 1,
  ): void {
    const values = this[list]
    values[i] = (values[i] ?? 0) + by
  }
}

/** Records that the journal once had and cannot give back. */
export class JournalDamage extends Error {
  readonly segment: string
  readonly offset: number
  /** Unreadable bytes; 0 where a whole segment is missing. */
  readonly bytes: number
  /** First and last number lost. */
  readonly firstLost: number
  readonly lastLost: number

  constructor(at: {
    segment: string
    offset: number
    bytes: number
    firstLost: number
    lastLost: number
  }) {
    const lost =
      at.lastLost === at.firstLost ? `record ${at.firstLost}` : `records ${at.firstLost} to ${at.lastLost}`
    super(`The journal is damaged: ${lost} in ${at.segment} at byte ${at.offset} (${at.bytes} bytes)`)
    this.name = 'JournalDamage'
    this.segment = at.segment
    this.offset = at.offset
    this.bytes = at.bytes
    this.firstLost = at.firstLost
    this.lastLost = at.lastLost
  }
}

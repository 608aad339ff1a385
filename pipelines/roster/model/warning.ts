/** Said beside a roster; the code for whoever says it in another language. */
export interface Warning {
  code: WarningCode
  /** People, patterns or skills it is about. */
  about: string[]
  /** Agent-hours: missing, needed. */
  hours: number[]
  message: string
}

export type WarningCode =
  | 'outside'
  | 'twice'
  | 'nothing_needed'
  | 'nobody'
  | 'no_shift'
  | 'dead_pattern'
  | 'no_skills'
  | 'other_skills'
  | 'no_chance'
  | 'relaxed'
  | 'unknown_skill'
  | 'sunday'
  | 'short'
  | 'pin_left_out'
  | 'duty_left_out'

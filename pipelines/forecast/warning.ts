/** What was odd about a record, for a person to read; the words are the reader's. */
export type Warning =
  | { code: 'short_history'; days: number }
  | { code: 'nothing_came' }
  | { code: 'gap'; days: number }
  | { code: 'spikes'; intervals: number }
  | { code: 'odd_days'; days: number }
  | { code: 'omitted_zeros'; intervals: number }
  | { code: 'unknown_event'; class: string }

/** A warning in English. */
export function warningText(warning: Warning): string {
  switch (warning.code) {
    case 'short_history':
      return `only ${warning.days} days of history: the intervals are wide by a rule of thumb, and weekdays that were not seen are taken as others of their kind (Monday to Friday, or weekend)`
    case 'nothing_came':
      return 'nothing ever came: nothing is forecast'
    case 'gap':
      return `${warning.days} open days have no values: they are filled with what was expected of them`
    case 'spikes':
      return `${warning.intervals} intervals stand far out and are clipped`
    case 'odd_days':
      return `${warning.days} days are far out of line and hardly count`
    case 'omitted_zeros':
      return `the record has no zeros but ${warning.intervals} holes inside its days: they are taken for zeros`
    case 'unknown_event':
      return `the record has no ${warning.class} to learn from`
  }
}

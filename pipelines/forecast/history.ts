/** What the members see of a series: square roots on the grid, nothing missing, nothing that a later day told. */
export interface History {
  /** Days of history; day `n` is the first one to forecast. */
  days: number
  slots: number
  /** Weekday (Monday 0) of day 0. */
  firstWeekday: number
  /** √ of the values, `days × slots`; holidays, anomalies and gaps replaced by what was expected; 0 where closed. */
  x: Float64Array
  /** What was expected of each day on the evening before, √ scale; NaN while nothing was known. */
  expected: Float64Array
  /** How far a day was believed: 1, less for anomalies, 0 for days that are missing or special. */
  weight: Float64Array
  /** `(days + horizon) × slots`: whether the queue takes contacts then. */
  open: Uint8Array
  /** Per day: whether it is open at all. */
  opens: Uint8Array
}

export const weekdayAt = (history: Pick<History, 'firstWeekday'>, day: number): number =>
  (history.firstWeekday + day) % 7

/** Days `day` to `day + horizon - 1` are forecast from those before `day`. */
export interface Origin {
  day: number
  horizon: number
}

/** A way to forecast: √-scale profiles, an array of `horizon × slots` per origin, from days before that origin only. */
export interface Member {
  name: string
  /** `origins` in the order of their days. */
  run(history: History, origins: readonly Origin[]): Float64Array[]
}

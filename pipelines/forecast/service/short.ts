/** Five digits are more than a forecast knows. */
export const short = (value: number): number => Number(value.toPrecision(5))

/** ISO 8601 in UTC, with milliseconds only where there are any, as the engine writes instants. `at` in Unix milliseconds. */
export function instantText(at: Date | number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

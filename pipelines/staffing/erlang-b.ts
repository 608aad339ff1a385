/**
 * Share of contacts that find all agents busy when nobody can wait. `load` in Erlangs, `agents` whole.
 * The recursion is stable for any number of agents. Source: A. K. Erlang, 1917.
 * @example erlangB(20, 25) // 0.0502
 */
export function erlangB(load: number, agents: number): number {
  let blocked = 1
  for (let n = 1; n <= agents; n++) blocked = (load * blocked) / (n + load * blocked)
  return blocked
}

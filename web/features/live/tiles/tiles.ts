/** The six figures of the morning, in reading order. */
export const TILES = [
  { id: 'open', metric: 'backlog_open' },
  { id: 'waiting', metric: 'backlog_waiting' },
  { id: 'atRisk', metric: 'sla_at_risk' },
  { id: 'breached', metric: 'sla_breached' },
  { id: 'response', metric: 'response_time_mean' },
  { id: 'volume', metric: 'tickets_created' },
] as const

export type TileId = (typeof TILES)[number]['id']

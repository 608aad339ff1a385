/** Queues that have contacts, from the catalog's figures. */
import type { QueryInput, QueryResult } from '../../../../pipelines/metrics/types.ts'
import { figureRows } from '../../../lib/api/figure-rows.ts'

export const QUEUES: QueryInput = {
  metrics: ['tickets_created'],
  by: ['team', 'channel'],
  from: 'now-56d',
  to: 'now',
}

export interface Queue {
  /** `team~channel`, as the server names it. */
  id: string
  team: string | null
  channel: string | null
  contacts: number
}

/** The busiest first; behind those of teams, what belongs to none. */
export function queuesOf(result: QueryResult): Queue[] {
  return figureRows(result)
    .map(({ cell, figures }) => {
      const [team, channel] = [cell.team ?? null, cell.channel ?? null]
      const contacts = figures.tickets_created?.value ?? 0
      return { id: `${team ?? ''}~${channel ?? ''}`, team, channel, contacts }
    })
    .filter(({ contacts }) => contacts > 0)
    .sort(
      (a, b) =>
        Number(a.team === null) - Number(b.team === null) ||
        b.contacts - a.contacts ||
        (a.id < b.id ? -1 : 1),
    )
}

import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import type { QueueId } from '../../../pipelines/queue-id.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'

/** `{ team: 'billing', channel: null }` from `billing~`. */
export function partsOf(queue: string): QueueId {
  const at = queue.lastIndexOf('~')
  return { team: queue.slice(0, Math.max(0, at)) || null, channel: queue.slice(at + 1) || null }
}

/** What of everything is a queue's. */
export const filtersOf = ({ team, channel }: QueueId): Filter[] => [
  { dimension: 'team', values: [team] },
  { dimension: 'channel', values: [channel] },
]

/** A queue as people say it. */
export function useQueueName(): (queue: string) => string {
  const { t } = useTranslation()
  const catalog = useCatalog()
  return (queue) => {
    const { team, channel } = partsOf(queue)
    const written = channel === null ? t('staffing.noChannel') : catalog.valueLabel('channel', channel)
    return `${team ?? t('staffing.noTeam')} · ${written}`
  }
}

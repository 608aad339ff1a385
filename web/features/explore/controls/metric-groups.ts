/** The catalog by subject. */
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import type { Language } from '../../../lib/format/locale.ts'

const GROUP_OF = {
  message: 'messages',
  ticket: 'tickets',
  status_interval: 'backlog',
  response: 'responses',
  resolution: 'resolution',
  sla_clock: 'sla',
  rating: 'csat',
  survey: 'csat',
  handoff: 'bot',
  call: 'calls',
  escalation: 'tickets',
} as const satisfies Record<CatalogMetric['fact'], string>

export type MetricGroup = (typeof GROUP_OF)[keyof typeof GROUP_OF]

/** Groups in the order in which the catalog first names them. */
export function groupMetrics(
  metrics: readonly CatalogMetric[],
): { group: MetricGroup; metrics: CatalogMetric[] }[] {
  const groups = new Map<MetricGroup, CatalogMetric[]>()
  for (const metric of metrics) {
    const group = GROUP_OF[metric.fact]
    groups.set(group, [...(groups.get(group) ?? []), metric])
  }
  return [...groups].map(([group, members]) => ({ group, metrics: members }))
}

/** Every word of the text occurs in name, description or id. */
export function matches(
  { id, label, description }: CatalogMetric,
  text: string,
  language: Language,
): boolean {
  const hay = `${label[language]} ${description[language]} ${id.replaceAll('_', ' ')}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}

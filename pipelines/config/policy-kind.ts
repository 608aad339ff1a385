import { instantText } from '../instant-text.ts'
import { NO_CALENDAR_IDS } from './calendar-kind.ts'
import type { Finding, Kind, World } from './kind.ts'
import { firstGap, simultaneous } from './overlap.ts'
import { defaultPolicy, type Policy, policySchema } from './policy.ts'

export const policyKind: Kind<Policy> = {
  kind: 'policy',
  label: { en: 'SLA policy', de: 'SLA-Richtlinie' },
  schema: policySchema,
  seeds: { default: defaultPolicy },
  check: (world) => [...namedOnce(world), ...calendarsHold(world)],
}

function namedOnce(world: World): Finding[] {
  return [...simultaneous(world.of<Policy>('policy'))]
    .filter(({ one, other }) => one.body.name === other.body.name)
    .flatMap(({ one, oneId, otherId }) => [
      finding(oneId, 'name', `policy ${otherId} is named ${one.body.name} too`),
      finding(otherId, 'name', `policy ${oneId} is named ${one.body.name} too`),
    ])
}

/** The calendar that a target names has to hold whenever the policy does: a clock may start at any of its instants. */
function calendarsHold(world: World): Finding[] {
  const calendars = new Map(world.of('calendar').map((one) => [one.id, one]))
  return world.of<Policy>('policy').flatMap(({ id, spans }) =>
    spans.flatMap((span) =>
      Object.entries(span.body.targets).flatMap(([target, goal]) => {
        const calendar = goal?.calendar ?? 'team'
        if (NO_CALENDAR_IDS.includes(calendar)) return []
        const gap = firstGap(calendars.get(calendar), span)
        return gap === null
          ? []
          : [finding(id, `targets.${target}.calendar`, missing(calendar, gap, calendars.has(calendar)))]
      }),
    ),
  )
}

function missing(calendar: string, gap: number, known: boolean): string {
  if (!known) return `there is no calendar ${calendar}`
  return Number.isFinite(gap)
    ? `calendar ${calendar} does not hold at ${instantText(new Date(gap))}, when the policy does`
    : `calendar ${calendar} does not hold since ever, as the policy does`
}

const finding = (id: string, field: string, message: string): Finding => ({
  kind: 'policy',
  id,
  field,
  message,
})

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { together } from '../../../components/ui/together.ts'
import { useKept } from '../../../components/ui/use-kept.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useNow } from '../../../lib/clock.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { addUnits, startOf } from '../../../lib/time/zone.ts'
import { ArrivalsDay } from './arrivals-day.tsx'
import { capacityQuery, METRIC, todayQuery } from './get-today.ts'
import './texts.ts'
import { WEEKS } from './usual-day.ts'

/** Today's new tickets hour by hour against their forecast and against what those on shift can take. */
export function Arrivals() {
  const { t } = useTranslation()
  const { filters, zone } = useView()
  const catalog = useCatalog()
  const now = useNow()
  const midnight = startOf(now, 'd', zone)
  const isUsable = ({ dimension }: { dimension: string }) =>
    catalog.metric(METRIC)?.dimensions.includes(dimension) ?? false
  const usable = filters.filter(isUsable)
  const unused = catalog.ready ? filters.filter((one) => !isUsable(one)) : []
  const enabled = catalog.ready
  const answer = useQuery({
    ...figuresQuery({
      metrics: [METRIC],
      grain: 'hour',
      from: new Date(addUnits(midnight, -7 * WEEKS, 'd', zone)).toISOString(),
      to: new Date(now).toISOString(),
      tz: zone,
      filters: usable,
    }),
    enabled,
  })
  const query = useKept(answer, JSON.stringify([usable, midnight]))
  const forecast = useQuery({ ...todayQuery(zone, usable), enabled })
  const capacity = useQuery({
    ...capacityQuery(midnight, addUnits(midnight, 1, 'd', zone), usable),
    enabled,
  })
  return (
    <Section
      title={t('arrivals.title')}
      note={
        unused.length > 0 &&
        t('arrivals.unfilterable', {
          dimensions: unused.map(({ dimension }) => catalog.dimensionLabel(dimension)).join(', '),
        })
      }
    >
      <QueryState query={together(query, forecast)} skeleton={260}>
        {(result) => (
          <ArrivalsDay
            result={result}
            forecast={forecast.data ?? null}
            failed={forecast.data === undefined}
            capacity={capacity.data ?? null}
            now={now}
          />
        )}
      </QueryState>
    </Section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { onlyFigure } from '../../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { TODAY } from '../../../lib/range/range.ts'
import { encodeDrill } from '../../../lib/search/drill-target.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { useToday } from '../tiles/use-tiles.ts'
import classes from './risk.module.css'

const METRIC = 'sla_overdue'

/** How many promises are broken already and still wait. */
export function OverdueLink() {
  const { t } = useTranslation()
  const format = useFormat()
  const catalog = useCatalog()
  const { filters, zone } = useView()
  const able = filters.every(({ dimension }) => catalog.metric(METRIC)?.dimensions.includes(dimension))
  const { data } = useQuery({
    ...figuresQuery({ metrics: [METRIC], ...useToday(), tz: zone, filters }),
    enabled: catalog.ready && able,
  })
  const count = data && able ? onlyFigure(data, METRIC).value : null
  // Holds the link's place, so that the words beside it are not broken anew when it comes.
  if (!count) {
    return (
      <span className={classes.overdue} style={{ visibility: 'hidden' }} aria-hidden>
        {t('live.risk.overdue', { count: 10, formatted: format.number(10) })}
      </span>
    )
  }
  return (
    <Link
      to="/explore"
      search={(before) => ({
        ...before,
        ...TODAY,
        m: METRIC,
        drill: encodeDrill({ metric: METRIC, cell: {} }),
      })}
      className={classes.overdue}
    >
      {t('live.risk.overdue', { count, formatted: format.number(count) })}
    </Link>
  )
}

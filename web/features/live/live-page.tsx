import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../components/chart/engine/load.ts'
import { Notice } from '../../components/ui/notice.tsx'
import { statusQuery } from '../../lib/api/get-status.ts'
import { Arrivals } from './arrivals/arrivals.tsx'
import { Backlog } from './backlog/backlog.tsx'
import classes from './live.module.css'
import { RiskList } from './risk/risk-list.tsx'
import { TileRow } from './tiles/tile-row.tsx'

preloadDrawing()

/** A manager's morning: what is open, what is at risk, what the day brings. */
export function LivePage() {
  const { t } = useTranslation()
  const { data: status } = useQuery(statusQuery)
  if (status?.empty) {
    return (
      <Notice title={t('live.empty')} action={<Link to="/welcome">{t('nav.welcome')}</Link>}>
        {t('live.emptyHint')}
      </Notice>
    )
  }
  return (
    <div className={classes.page}>
      <TileRow />
      <div className={classes.columns}>
        <RiskList />
        <div className={classes.side}>
          <Backlog />
          <Arrivals />
        </div>
      </div>
    </div>
  )
}

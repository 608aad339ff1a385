import { Skeleton } from '@mantine/core'
import { IconDeviceTv } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../components/chart/engine/load.ts'
import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { BarButton } from '../../components/ui/bar-button.tsx'
import { useIsEmpty } from '../../lib/api/use-is-empty.ts'
import { useSetSearch } from '../../lib/search/use-view.ts'
import { Backlog } from './backlog/backlog.tsx'
import classes from './live.module.css'
import { RiskList } from './risk/risk-list.tsx'
import { TileRow } from './tiles/tile-row.tsx'

preloadDrawing()

const Arrivals = lazy(() =>
  import('./arrivals/arrivals.tsx').then((module) => ({ default: module.Arrivals })),
)

/** A manager's morning: what is open, what is at risk, what the day brings. */
export function LivePage() {
  const { t } = useTranslation()
  const wall = useSearch({ strict: false }).wall === '1'
  const set = useSetSearch()
  const isEmpty = useIsEmpty()
  if (isEmpty) return <NothingYet />
  return (
    <div className={classes.page}>
      <TileRow />
      {!wall && (
        <div className={classes.wall} data-screen>
          <BarButton
            plain
            bare
            title={t('live.wall.hint')}
            icon={<IconDeviceTv size={16} stroke={1.6} aria-hidden />}
            onClick={() => set({ wall: '1' })}
          >
            {t('live.wall.open')}
          </BarButton>
        </div>
      )}
      <div className={classes.columns}>
        <RiskList />
        <div className={`${classes.side} pg-in-order`}>
          <Backlog />
          <Suspense fallback={<Skeleton height={320} radius={0} />}>
            <Arrivals />
          </Suspense>
        </div>
      </div>
    </div>
  )
}

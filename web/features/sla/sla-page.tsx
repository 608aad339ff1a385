import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../components/chart/engine/load.ts'
import { Drill } from '../../components/drill/drill.tsx'
import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useIsEmpty } from '../../lib/api/use-is-empty.ts'
import { grainFor } from '../../lib/range/grain.ts'
import { useView } from '../../lib/search/use-view.ts'
import { Attainment } from './attainment/attainment.tsx'
import { BreachHeat } from './breaches/breach-heat.tsx'
import { OverTime } from './breaches/over-time.tsx'
import { Calendars } from './calendars/calendars.tsx'
import { Editing } from './config/editing.tsx'
import { Policies } from './policies/policies.tsx'
import classes from './sla.module.css'
import './texts.ts'
import { useBase } from './use-base.ts'
import { WhatIf } from './what-if/what-if.tsx'

preloadDrawing()

/** What was promised, how much of it was kept, what may still be missed, and what other promises would have meant. */
export function SlaPage() {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const { resolved } = useView()
  const isEmpty = useIsEmpty()
  const { ready, base, leftOut } = useBase()
  if (!ready) return <Skeleton height={480} radius={0} />
  const grain = grainFor(resolved)
  return (
    <div className={`${classes.page} pg-in-order`}>
      {leftOut.length > 0 && (
        <p className={classes.note} role="status">
          {t('sla.leftOut', { dimensions: leftOut.map(catalog.dimensionLabel).join(', ') })}
        </p>
      )}
      {isEmpty ? (
        <NothingYet />
      ) : (
        <>
          <Attainment base={base} />
          <BreachHeat base={base} />
          <OverTime base={base} grain={grain} />
          <WhatIf />
        </>
      )}
      <Policies />
      <Calendars />
      <Drill grain={grain} base={base} />
      <Editing />
    </div>
  )
}

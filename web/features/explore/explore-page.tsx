import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { preloadDrawing } from '../../components/chart/engine/load.ts'
import { Drill } from '../../components/drill/drill.tsx'
import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { useIsEmpty } from '../../lib/api/use-is-empty.ts'
import { Controls } from './controls/controls.tsx'
import classes from './explore.module.css'
import { Leaderboards } from './leaderboards/leaderboards.tsx'
import { LeftOutNotice } from './left-out-notice.tsx'
import { Panel } from './panels/panel.tsx'
import { TablePanel } from './panels/table-panel.tsx'
import './texts.ts'
import { useQuestion } from './use-question.ts'

preloadDrawing()

/** An analyst's desk: metrics × dimensions × time, the largest parts beside them, the rows behind every mark. */
export function ExplorePage() {
  const { t } = useTranslation()
  const { question, ready, base } = useQuestion()
  const isEmpty = useIsEmpty()
  const [first] = question.metrics
  if (!ready) return <Skeleton height={480} radius={0} />
  if (isEmpty) return <NothingYet />
  return (
    <>
      <Controls question={question} />
      <LeftOutNotice leftOut={question.leftOut} />
      {!first && <Notice title={t('desk.nothing')}>{t('desk.nothingHint')}</Notice>}
      <div className={classes.desk}>
        <div className={`${classes.panels} pg-in-order`}>
          {question.form === 'table' && first ? (
            <TablePanel question={question} base={base} />
          ) : (
            question.metrics.map((metric) => (
              <Panel key={metric.id} metric={metric} question={question} base={base} />
            ))
          )}
        </div>
        {first && <Leaderboards metrics={question.metrics} base={base} by={question.by} />}
      </div>
      <Drill grain={question.grain} base={base} />
    </>
  )
}

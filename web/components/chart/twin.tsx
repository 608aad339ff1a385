import { IconChartBar, IconTable } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../ui/bar-button.tsx'
import { ChartName } from './engine/chart-name.ts'
import classes from './twin.module.css'

interface TwinProps {
  /** What the chart shows, in a sentence. */
  summary: string
  chart: ReactNode
  table: ReactNode
  /** Led from outside, or by its own button. */
  asTable?: boolean
  onAsTable?: (asTable: boolean) => void
  legend?: ReactNode
  /** The chart is made of buttons, so it is a group and no picture. */
  grouped?: boolean
  /** How to work with the chart. */
  hint?: ReactNode
}

/** A chart, and behind a button the table that says the same. */
export function Twin({
  summary,
  chart,
  table,
  asTable,
  onAsTable,
  legend,
  grouped = false,
  hint,
}: TwinProps) {
  const { t } = useTranslation()
  const [own, setOwn] = useState(false)
  const id = useId()
  const shown = asTable ?? own
  const Icon = shown ? IconChartBar : IconTable
  return (
    <figure className={classes.twin}>
      <div className={classes.bar}>
        <div className={classes.legend}>{!shown && legend}</div>
        <BarButton
          plain
          bare
          data-no-picture
          aria-controls={id}
          icon={<Icon size={16} stroke={1.6} aria-hidden />}
          onClick={() => (onAsTable ?? setOwn)(!shown)}
        >
          {t(shown ? 'chart.asChart' : 'chart.asTable')}
        </BarButton>
      </div>
      <div id={id}>
        {shown ? (
          table
        ) : (
          <>
            {grouped ? (
              <section aria-label={summary}>{chart}</section>
            ) : (
              <ChartName value={`${summary} ${t('chart.tableHint')}`}>{chart}</ChartName>
            )}
            {hint}
          </>
        )}
      </div>
    </figure>
  )
}

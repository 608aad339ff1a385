import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/format/use-format.ts'
import { EChart } from '../engine/echart.tsx'
import { type Plot, plotOf } from '../engine/plot.ts'
import { BarButtons } from '../overlay/bar-buttons.tsx'
import type { HistogramBar, HistogramData, MarkName } from './data.ts'
import classes from './histogram.module.css'
import { histogramOption } from './option.ts'

interface HistogramProps {
  data: HistogramData
  height?: number
  /** What a bar says to who hears it. */
  label: (bar: HistogramBar) => string
  describe: (bar: HistogramBar) => ReactNode
  mark: (name: MarkName) => string
  onPress: (bar: HistogramBar) => void
}

export function Histogram({ data, height = 280, label, describe, mark, onPress }: HistogramProps) {
  const format = useFormat()
  const { t } = useTranslation()
  const [plot, setPlot] = useState<Plot | null>(null)
  const { bars } = data
  const option = useMemo(
    () =>
      histogramOption(data, {
        edge: (seconds) => (seconds === 0 ? '0' : format.tick(seconds, 'seconds')),
        tick: (count) => format.tick(count, 'count'),
        mark,
      }),
    [data, format, mark],
  )
  const at = <T,>(index: number, read: (bar: HistogramBar) => T): T | null => {
    const bar = bars[index]
    return bar ? read(bar) : null
  }
  return (
    <div className={classes.chart}>
      <EChart option={option} height={height} onDraw={(chart) => setPlot(plotOf(chart, bars.length))} />
      <BarButtons
        plot={plot}
        count={bars.length}
        label={(index) => at(index, label) ?? t('value.missing')}
        describe={(index) => at(index, describe)}
        onPress={(index) => at(index, onPress)}
      />
    </div>
  )
}

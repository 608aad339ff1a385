import { type ReactNode, useMemo, useState } from 'react'
import { useFormat } from '../../../lib/format/use-format.ts'
import { EChart } from '../engine/echart.tsx'
import { type Plot, plotOf } from '../engine/plot.ts'
import type { ChartMark } from '../marks/marks.ts'
import { AxisOverlay } from '../overlay/axis-overlay.tsx'
import classes from './day-profile.module.css'
import { type DayProfileData, dayProfileOption } from './option.ts'

interface DayProfileProps {
  data: DayProfileData
  height?: number
  marks?: readonly ChartMark[]
  /** The hour is to be marked. */
  onMark?: (index: number) => void
  /** The hour is pressed. */
  onPress?: (index: number) => void
  describe: (index: number) => ReactNode
  /** How intervals are named on the axis; by their time unless told. */
  name?: (at: number) => string
  every?: number
}

const NO_MARKS: readonly ChartMark[] = []

export function DayProfile({
  data,
  height = 220,
  marks = NO_MARKS,
  onMark,
  onPress,
  describe,
  name,
  every = 3,
}: DayProfileProps) {
  const format = useFormat()
  const [plot, setPlot] = useState<Plot | null>(null)
  const option = useMemo(
    () =>
      dayProfileOption(
        data,
        {
          hour: name ?? ((at) => format.instant(at, 'time')),
          every,
          tick: (value) => format.tick(value, 'count'),
        },
        marks,
      ),
    [data, format, marks, name, every],
  )
  return (
    <div className={classes.chart}>
      <EChart option={option} height={height} onDraw={(chart) => setPlot(plotOf(chart, data.hours.length))} />
      <AxisOverlay
        plot={plot}
        count={data.hours.length}
        describe={describe}
        {...(onMark ? { onMark } : {})}
        {...(onPress ? { onPress: (index) => onPress(index) } : {})}
      />
    </div>
  )
}

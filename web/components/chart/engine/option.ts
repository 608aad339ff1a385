/** The options that the drawn parts of ECharts understand. */
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { GridComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption>
export type ChartSeries = BarSeriesOption | LineSeriesOption

/** The parts of ECharts that the pages draw with; loaded when the first chart is. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridSimpleComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([LineChart, BarChart, GridSimpleComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer])

export { init }

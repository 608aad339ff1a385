/** The parts of ECharts that the pages draw with; loaded when the first chart is. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridSimpleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([LineChart, BarChart, GridSimpleComponent, SVGRenderer])

export { init }

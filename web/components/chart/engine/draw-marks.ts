/** What marks on the time axis are drawn with; loaded when the first chart has one. */
import { MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { use } from 'echarts/core'

use([MarkLineComponent, MarkAreaComponent])

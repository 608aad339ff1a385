import type { EChartsType } from 'echarts/core'
import { useContext, useEffect, useEffectEvent, useRef, useState } from 'react'
import { isPrinting, onPrinting, PAPER_PX } from '../../../lib/printing.ts'
import { ChartName } from './chart-name.ts'
import classes from './echart.module.css'
import { loadDrawing, loadMore } from './load.ts'
import type { ChartOption } from './option.ts'

interface EChartProps {
  option: ChartOption
  height: number
  /** Called after each drawing, so that overlays can ask where things are. */
  onDraw?: (chart: EChartsType) => void
}

/** Draws an option as SVG and redraws it when the option or the width changes. No animation: figures do not travel. */
export function EChart({ option, height, onDraw }: EChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType | null>(null)
  const drawing = useRef<EChartsType | null>(null)
  const drawn = useEffectEvent((target: EChartsType) => {
    scalable(target)
    onDraw?.(target)
  })

  useEffect(() => {
    let made: EChartsType | null = null
    let gone = false
    void loadDrawing().then(({ init }) => {
      if (gone || !box.current) return
      made = init(box.current, null, { renderer: 'svg' })
      setChart(made)
    })
    return () => {
      gone = true
      made?.dispose()
    }
  }, [])

  useEffect(() => {
    if (!chart) return
    let superseded = false
    const draw = () => {
      if (superseded || chart.isDisposed()) return
      chart.setOption({ animation: false, ...option }, { notMerge: true })
      drawing.current = chart
      drawn(chart)
    }
    const more = loadMore(option)
    if (more) void more.then(draw)
    else draw()
    return () => {
      superseded = true
    }
  }, [chart, option])

  useEffect(() => {
    if (!chart || !box.current) return
    const resize = () => {
      // What is still waiting for its parts has no size to change.
      if (chart.isDisposed() || drawing.current !== chart) return
      const onPaper = isPrinting()
      chart.resize({ width: onPaper ? paperWidth(chart.getDom()) : 'auto' })
      // Paper waits for no frame.
      if (onPaper) chart.getZr().flush()
      drawn(chart)
    }
    const observer = new ResizeObserver(resize)
    observer.observe(box.current)
    const stop = onPrinting(resize)
    return () => {
      observer.disconnect()
      stop()
    }
  }, [chart])

  const name = useContext(ChartName)
  const spoken =
    name === null || chart === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name }
  return <div ref={box} className={classes.chart} style={{ height }} {...spoken} />
}

/** Says what its pixels are of, so that paper can scale it. */
function scalable(chart: EChartsType): void {
  const svg = chart.getDom().querySelector('svg')
  svg?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`)
}

/** As much of the paper as it takes of the page. */
function paperWidth(box: HTMLElement): number {
  const page = box.closest('main')?.clientWidth ?? box.clientWidth
  return (PAPER_PX * box.clientWidth) / Math.max(page, 1)
}

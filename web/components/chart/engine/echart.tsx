import type { EChartsType } from 'echarts/core'
import { useContext, useEffect, useEffectEvent, useRef, useState } from 'react'
import { ChartName } from './chart-name.ts'
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
  const drawn = useEffectEvent((target: EChartsType) => onDraw?.(target))

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
    const observer = new ResizeObserver(() => {
      // What is still waiting for its parts has no size to change.
      if (chart.isDisposed() || drawing.current !== chart) return
      chart.resize()
      drawn(chart)
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [chart])

  const name = useContext(ChartName)
  const spoken =
    name === null || chart === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name }
  return <div ref={box} style={{ height }} {...spoken} />
}

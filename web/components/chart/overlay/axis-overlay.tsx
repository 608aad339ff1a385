import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import type { Plot } from '../engine/plot.ts'
import classes from './axis-overlay.module.css'
import { type Press, pressOf } from './press.ts'
import { Tip } from './tip.tsx'

export interface Point {
  x: number
  y: number
}

interface AxisOverlayProps {
  plot: Plot | null
  /** What to say about the bucket under the pointer. */
  describe: (index: number) => ReactNode
  onPress?: (index: number, point: Point, press: Press) => void
  /** Dragged over these buckets, both included. */
  onZoom?: (first: number, last: number) => void
  /** The bucket under the pointer is to be marked. */
  onMark?: (index: number) => void
}

const DRAG_FROM_PX = 6

/** Pointer work on a time chart: a hairline and a description where it is, a press, a drag over a stretch. */
export function AxisOverlay({ plot, describe, onPress, onZoom, onMark }: AxisOverlayProps) {
  const [hover, setHover] = useState<number | null>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const start = useRef<{ x: number; index: number } | null>(null)

  const at = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = event.clientX - box.left
    const y = event.clientY - box.top
    return { x, y, index: plot?.indexAt(x, y) ?? null }
  }
  const draggedTo = (event: PointerEvent<HTMLDivElement>) => {
    const { x, index } = at(event)
    if (!start.current || index === null || !onZoom || event.pointerType === 'touch') return null
    return Math.abs(x - start.current.x) >= DRAG_FROM_PX ? { from: start.current.index, to: index } : null
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    setHover(at(event).index)
    const dragged = draggedTo(event)
    if (dragged) setDrag(dragged)
  }
  const press = (event: PointerEvent<HTMLDivElement>) => {
    const { x, index } = at(event)
    if (event.button !== 0 || index === null) return
    start.current = { x, index }
    if (event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId)
  }
  const release = (event: PointerEvent<HTMLDivElement>) => {
    const { x, y, index } = at(event)
    const begun = start.current
    // A quick hand lets go before what it moved is drawn; dragged back to the start is still a drag.
    const dragged = draggedTo(event) ?? drag
    start.current = null
    if (dragged && onZoom) onZoom(Math.min(dragged.from, dragged.to), Math.max(dragged.from, dragged.to))
    else if (begun && index !== null) onPress?.(index, { x, y }, pressOf(event))
    setDrag(null)
  }
  const mark = (event: MouseEvent<HTMLDivElement>) => {
    const { index } = at(event)
    if (!onMark || index === null) return
    event.preventDefault()
    onMark(index)
  }
  const leave = () => {
    setHover(null)
    if (!drag) start.current = null
  }
  return (
    <div
      className={classes.overlay}
      data-no-picture
      data-pressable={onPress !== undefined || undefined}
      onPointerMove={move}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={leave}
      onContextMenu={mark}
      onPointerCancel={() => {
        start.current = null
        setDrag(null)
      }}
      aria-hidden
    >
      {plot && drag && <div className={classes.stretch} style={stretch(plot, drag)} />}
      {plot && hover !== null && !drag && (
        <>
          <div
            className={classes.hairline}
            style={{ left: plot.xOf(hover), top: plot.area.top, bottom: 24 }}
          />
          <Tip plot={plot} index={hover}>
            {describe(hover)}
          </Tip>
        </>
      )}
    </div>
  )
}

function stretch(plot: Plot, { from, to }: { from: number; to: number }) {
  const [left, right] = [plot.xOf(Math.min(from, to)), plot.xOf(Math.max(from, to))]
  return { left, width: Math.max(right - left, 2), top: plot.area.top, bottom: 24 }
}

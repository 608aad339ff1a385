import { type MouseEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plot } from '../engine/plot.ts'
import classes from './axis-overlay.module.css'
import { type Press, pressOf } from './press.ts'
import { Tip } from './tip.tsx'
import { useAxisKeys } from './use-axis-keys.ts'

/** Where a press was: in pixels from the chart's top left corner, or on a series that keys have chosen. */
export type Where = { x: number; y: number } | { lane: number }

interface AxisOverlayProps {
  plot: Plot | null
  /** Buckets on the axis. */
  count: number
  /** Series of which keys choose one; a single one unless told. */
  lanes?: number
  /** What to say about a bucket, and which series is chosen; null while a pointer leads. */
  describe: (index: number, lane: number | null) => ReactNode
  onPress?: (index: number, where: Where, press: Press) => void
  /** Dragged over these buckets, both included. */
  onZoom?: (first: number, last: number) => void
  /** The bucket under the pointer is to be marked. */
  onMark?: (index: number) => void
}

const DRAG_FROM_PX = 6

/** Work on a time chart with pointer or keys: a hairline and a description where it is, a press, a drag over a stretch. */
export function AxisOverlay({ plot, count, lanes = 1, describe, onPress, onZoom, onMark }: AxisOverlayProps) {
  const { t } = useTranslation()
  const root = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number | null>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const start = useRef<{ x: number; index: number } | null>(null)
  const keys = useAxisKeys({
    count,
    lanes,
    ...(onPress ? { onPress: (index, lane, press) => onPress(index, { lane }, press) } : {}),
    ...(onZoom ? { onZoom } : {}),
  })
  const isWalked = hover === null && keys.at !== null
  const shown = hover ?? keys.at
  const stretched = drag ?? keys.stretch

  // Read from what is drawn, so that what is heard is what is seen.
  useLayoutEffect(() => {
    const text = isWalked ? spoken(root.current) : null
    if (text === null) root.current?.removeAttribute('aria-valuetext')
    else root.current?.setAttribute('aria-valuetext', text)
  })

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
    const index = isWalked ? keys.at : at(event).index
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
      ref={root}
      className={classes.overlay}
      data-screen
      role="slider"
      tabIndex={0}
      aria-label={t('chart.walk')}
      aria-valuemin={1}
      aria-valuemax={Math.max(count, 1)}
      aria-valuenow={(shown ?? Math.max(count - 1, 0)) + 1}
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
      {...keys.handlers}
    >
      {plot && stretched && <div className={classes.stretch} style={stretch(plot, stretched)} />}
      {plot && shown !== null && !drag && (
        <>
          <div
            className={classes.hairline}
            style={{ left: plot.xOf(shown), top: plot.area.top, bottom: 24 }}
          />
          <Tip plot={plot} index={shown}>
            <div data-said>{describe(shown, isWalked ? keys.lane : null)}</div>
            {isWalked && (
              <small className={classes.keys}>
                {[
                  lanes > 1 && onPress && t('chart.keys.choose'),
                  onPress && t('chart.keys.press'),
                  onZoom && t('chart.keys.zoom'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            )}
          </Tip>
        </>
      )}
    </div>
  )
}

/** The bucket's name and the chosen series' figures; everything where none is chosen. */
function spoken(root: Element | null): string | null {
  const chosen = root?.querySelector('[data-chosen]')
  const name = root?.querySelector('strong')
  const parts = chosen && name ? [name, chosen] : [root?.querySelector('[data-said]') ?? null]
  const text = parts.map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim()
  return text === '' ? null : text
}

/** With a space between what stands in different boxes. */
function textOf(node: Node | null): string {
  if (node instanceof Text) return node.data
  return Array.from(node?.childNodes ?? [], textOf).join(' ')
}

function stretch(plot: Plot, { from, to }: { from: number; to: number }) {
  const [left, right] = [plot.xOf(Math.min(from, to)), plot.xOf(Math.max(from, to))]
  return { left, width: Math.max(right - left, 2), top: plot.area.top, bottom: 24 }
}

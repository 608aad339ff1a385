import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { Plot } from '../engine/plot.ts'
import classes from './bar-buttons.module.css'
import { Tip } from './tip.tsx'

interface BarButtonsProps {
  plot: Plot | null
  count: number
  /** What a bar says to who hears it. */
  label: (index: number) => string
  describe: (index: number) => ReactNode
  onPress: (index: number) => void
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** A button over every bar: one stop for the tab key, arrows from bar to bar, and what the bar says beside it. */
export function BarButtons({ plot, count, label, describe, onPress }: BarButtonsProps) {
  const box = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const [told, setTold] = useState<number | null>(null)
  const move = (event: KeyboardEvent, index: number) => {
    const to = STEPS[event.key]?.(index, count - 1)
    if (event.key === 'Escape') setTold(null)
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    box.current?.querySelectorAll('button')[to]?.focus()
  }
  if (!plot) return null
  return (
    <div ref={box} className={classes.bars} data-no-picture data-screen>
      {Array.from({ length: count }, (_, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          key={index}
          type="button"
          tabIndex={index === Math.min(stop, count - 1) ? 0 : -1}
          aria-label={label(index)}
          style={{
            left: plot.xOf(index) - plot.step / 2,
            width: plot.step,
            top: plot.area.top,
            bottom: 24,
          }}
          onClick={() => onPress(index)}
          onFocus={() => {
            setStop(index)
            setTold(index)
          }}
          onBlur={() => setTold(null)}
          onPointerEnter={() => setTold(index)}
          onPointerLeave={() => setTold(null)}
          onKeyDown={(event) => move(event, index)}
        />
      ))}
      {told !== null && told < count && (
        <Tip plot={plot} index={told}>
          {describe(told)}
        </Tip>
      )}
    </div>
  )
}

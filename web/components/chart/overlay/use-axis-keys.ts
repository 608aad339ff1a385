import { type KeyboardEvent, useState } from 'react'
import { type Press, pressOf } from './press.ts'

interface AxisKeys {
  count: number
  /** Series of which one is meant by a press. */
  lanes: number
  onPress?: (index: number, lane: number, press: Press) => void
  /** Both included. */
  onZoom?: (first: number, last: number) => void
}

const LEAP = 7
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + LEAP, last),
  PageUp: (at) => Math.max(at - LEAP, 0),
  Home: () => 0,
  End: (_, last) => last,
}
const TURNS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/**
 * What a pointer does on a time chart, by keys: arrows walk from bucket to bucket, up and down from series to series, Enter presses with
 * the modifiers of a click, Shift with arrows takes a stretch that Enter zooms into.
 */
export function useAxisKeys({ count, lanes, onPress, onZoom }: AxisKeys) {
  const last = count - 1
  const [place, setPlace] = useState<number | null>(null)
  const [chosen, setLane] = useState(0)
  const [anchor, setAnchor] = useState<number | null>(null)
  const at = place === null ? null : Math.min(place, last)
  const lane = Math.min(chosen, lanes - 1)

  const leave = () => {
    setPlace(null)
    setAnchor(null)
  }
  const act = (event: KeyboardEvent<HTMLElement>): boolean => {
    const here = at ?? last
    const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : STEPS[event.key]
    const turn = TURNS[event.key]
    if (step) {
      setAnchor(event.shiftKey && onZoom ? (anchor ?? here) : null)
      setPlace(step(here, last))
      return true
    }
    if (turn !== undefined && lanes > 1) {
      setLane((lane + turn + lanes) % lanes)
      return true
    }
    if (event.key === 'Escape' && at !== null) {
      leave()
      return true
    }
    if (event.key !== 'Enter' && event.key !== ' ') return false
    if (anchor !== null && onZoom) onZoom(Math.min(anchor, here), Math.max(anchor, here))
    else onPress?.(here, lane, pressOf(event))
    setAnchor(null)
    return true
  }
  return {
    at,
    lane,
    stretch: anchor === null || at === null ? null : { from: anchor, to: at },
    handlers: {
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (!act(event)) return
        event.preventDefault()
        event.stopPropagation()
      },
      onFocus: (event: { currentTarget: HTMLElement }) => {
        if (event.currentTarget.matches(':focus-visible')) setPlace(at ?? last)
      },
      onBlur: leave,
    },
  }
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initSync, MSTL } from '@bsull/augurs/mstl'
import type { Grid } from '../../../pipelines/forecast/grid.ts'

let ready = false

/**
 * Multiple seasonal-trend decomposition with exponential smoothing of the trend, by augurs. `history` is regular:
 * `slots` a day and `week` a week.
 */
export function mstlEts(history: Float64Array, slots: number, week: number, horizon: number): Float64Array {
  if (!ready) {
    const wasm = createRequire(import.meta.url)
      .resolve('@bsull/augurs/mstl')
      .replace(/mstl\.js$/, 'mstl_bg.wasm')
    initSync({ module: readFileSync(wasm) })
    ready = true
  }
  const model = MSTL.ets([slots, week])
  try {
    model.fit(history)
    return Float64Array.from(model.predict(horizon).point)
  } finally {
    model.free()
  }
}

/** The open slots of open days before `origin`, gaps filled with the week before: a regular series for the anchors. */
export function regular(
  grid: Grid,
  origin: number,
  openSlots: readonly number[],
  openDay: (day: number) => boolean,
) {
  const m = grid.slots
  const filled = grid.values.slice(0, origin * m)
  for (let i = 0; i < filled.length; i++) {
    if (Number.isNaN(filled[i] as number)) filled[i] = i >= 7 * m ? (filled[i - 7 * m] as number) : Number.NaN
  }
  const out: number[] = []
  for (let d = 0; d < origin; d++) {
    if (openDay(d)) for (const s of openSlots) out.push(filled[d * m + s] as number)
  }
  return Float64Array.from(out.slice(out.findIndex((value) => !Number.isNaN(value))))
}

/** The relative ranges that the picker offers, in its order. */
import { DEFAULT_RANGE, type RangeText, TODAY } from './range.ts'

export const PRESETS = {
  today: TODAY,
  yesterday: { from: 'now-1d/d', to: 'now/d' },
  day: { from: 'now-24h/h', to: 'now' },
  thisWeek: { from: 'now/w', to: 'now' },
  lastWeek: { from: 'now-1w/w', to: 'now/w' },
  week: { from: 'now-6d/d', to: 'now' },
  thisMonth: { from: 'now/M', to: 'now' },
  lastMonth: { from: 'now-1M/M', to: 'now/M' },
  month: DEFAULT_RANGE,
  quarter: { from: 'now-89d/d', to: 'now' },
  thisYear: { from: 'now/y', to: 'now' },
  year: { from: 'now-12M/M', to: 'now/M' },
} as const satisfies Record<string, RangeText>

export type PresetId = keyof typeof PRESETS

export const PRESET_IDS = Object.keys(PRESETS) as PresetId[]

/** The preset that a range is, if it is one. */
export function presetOf(range: RangeText): PresetId | null {
  return PRESET_IDS.find((id) => PRESETS[id].from === range.from && PRESETS[id].to === range.to) ?? null
}

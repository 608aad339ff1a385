import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { STRONG_FROM } from '../components/chart/heat/strong-from.ts'

type Rgb = readonly [number, number, number]
type Tokens = Readonly<Record<string, Rgb>>

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')
const [light = '', dark = ''] = css.split(':root[')
const THEMES: readonly (readonly [string, Tokens])[] = [
  ['light', tokensIn(light)],
  ['dark', tokensIn(dark)],
]
const SERIES = Array.from({ length: 8 }, (_, index) => `series-${index + 1}`)

describe.each(THEMES)('the %s colours', (_, token) => {
  const of = (name: string) => token[name] ?? fail(name)

  it('read on every ground that text stands on', () => {
    for (const ground of ['paper', 'raised', 'sunken']) {
      for (const text of ['ink', 'ink-2', 'ink-3', 'accent', 'met', 'risk', 'breach']) {
        expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
    for (const name of ['met', 'risk', 'breach']) {
      expect(contrast(of(name), of(`${name}-soft`)), name).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5)
  })

  it('stand out as marks of a chart', () => {
    for (const name of SERIES) expect(contrast(of(name), of('paper')), name).toBeGreaterThanOrEqual(3)
  })

  it('keep met, at risk and breached apart for every kind of colour vision', () => {
    const states = ['met', 'risk', 'breach'].map(of)
    for (const vision of Object.values(VISIONS)) {
      const seen = states.map(vision)
      for (const [i, a] of seen.entries()) {
        for (const b of seen.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(0.05)
      }
    }
  })

  it('keep the numbers of a heatmap readable on every shade', () => {
    for (let level = 0; level <= 1.0001; level += 0.01) {
      const ground = mix(of('heat-0'), of('heat-1'), level)
      const text = of(level > STRONG_FROM ? 'on-heat-1' : 'on-heat-0')
      expect(contrast(text, ground), `level ${level.toFixed(2)}`).toBeGreaterThanOrEqual(4.45)
    }
  })
})

function tokensIn(text: string): Tokens {
  return Object.fromEntries(
    [...text.matchAll(/--pg-([\w-]+):\s*#([0-9a-f]{6})/g)].map(([, name, hex]) => [
      name,
      [0, 2, 4].map((at) => Number.parseInt((hex ?? '').slice(at, at + 2), 16) / 255) as unknown as Rgb,
    ]),
  )
}

function fail(name: string): never {
  throw new Error(`no token ${name}`)
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const gamma = (value: number) => {
  const inside = Math.min(Math.max(value, 0), 1)
  return inside <= 0.0031308 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

type Matrix = readonly (readonly [number, number, number])[]
const times = (matrix: Matrix, [x, y, z]: Rgb) =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Rgb

/** OKLab, after Björn Ottosson, "A perceptual color space for image processing" (2020). */
const TO_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]
const FROM_LAB: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
]
const FROM_LMS: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
]

function oklab(color: Rgb): Rgb {
  const cones = times(TO_LMS, color.map(linear) as unknown as Rgb)
  return times(TO_LAB, cones.map(Math.cbrt) as unknown as Rgb)
}

function distance(a: Rgb, b: Rgb): number {
  const [one, other] = [oklab(a), oklab(b)]
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)))
}

/** As the browser's `color-mix(in oklab, …)` does it. */
function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const [from, to] = [oklab(a), oklab(b)]
  const lab = from.map((value, index) => value + ((to[index] ?? 0) - value) * share) as unknown as Rgb
  const cones = times(FROM_LAB, lab).map((value) => value ** 3) as unknown as Rgb
  return times(FROM_LMS, cones).map(gamma) as unknown as Rgb
}

/** Dichromats as in Viénot, Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays by dichromats" (1999). */
const seenThrough = (matrix: Matrix) => (color: Rgb) =>
  times(matrix, color.map(linear) as unknown as Rgb).map(gamma) as unknown as Rgb
const VISIONS = {
  trichromat: (color: Rgb) => color,
  protanope: seenThrough([
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ]),
  deuteranope: seenThrough([
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ]),
} as const

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as colours from '../../../pipelines/reports/pdf/colours.ts'
import { changeText, valueText } from '../../../pipelines/reports/words/format.ts'
import { textsDe } from '../../../pipelines/reports/words/texts-de.ts'
import { textsEn } from '../../../pipelines/reports/words/texts-en.ts'
import { changeOf } from '../../../web/lib/format/change.ts'
import { formatChange, formatValue } from '../../../web/lib/format/value.ts'

const POINTS = { en: 'pp', de: 'PP' } as const

describe('a report and a page', () => {
  it('write the same figure alike', () => {
    const unit = fc.constantFrom('count', 'seconds', 'ratio', 'score')
    const language = fc.constantFrom('en' as const, 'de' as const)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), unit, language, (value, one, words) => {
        expect(valueText(value, one, words)).toBe(formatValue(value, one, words))
      }),
      { numRuns: 500 },
    )
  })

  it('write the same change alike', () => {
    const figure = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    const unit = fc.constantFrom('count', 'seconds', 'ratio')
    fc.assert(
      fc.property(figure, figure, unit, fc.constantFrom('en' as const, 'de' as const), (a, b, one, words) => {
        const change = changeOf(a, b, 'up')
        if (!change || change.way === 'same') return
        expect(changeText(a, b, one, words)).toBe(formatChange(change, one, words, POINTS[words]))
      }),
      { numRuns: 500 },
    )
  })

  it('have the same ink', () => {
    const css = readFileSync('web/app/tokens.css', 'utf8')
    const light = css.slice(0, css.indexOf('@media'))
    const token = (name: string) => new RegExp(`--pg-${name}: (#[0-9a-f]{6})`).exec(light)?.[1]
    const { INK, INK_2, INK_3, RULE, SUNKEN, ACCENT, MET, BREACH, SERIES } = colours
    expect([INK, INK_2, INK_3, RULE, SUNKEN, ACCENT, MET, BREACH, ...SERIES]).toEqual(
      ['ink', 'ink-2', 'ink-3', 'rule', 'sunken', 'accent', 'met', 'breach', 'series-1', 'series-2'].map(
        token,
      ),
    )
  })

  it('fill in the same names in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
    for (const [id, text] of Object.entries(textsEn)) {
      expect([id, names(textsDe[id as keyof typeof textsEn])]).toEqual([id, names(text)])
    }
  })
})

import { describe, expect, it } from 'vitest'
import { SENTENCES } from '../../../pipelines/roster/check/sentences.ts'
import { allEnglish, allGerman } from './all-texts.ts'
import { languageOf } from './i18n.ts'

type Tree = { readonly [key: string]: string | Tree }

function flat(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}

const english = flat(allEnglish)
const german = flat(allGerman)
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)[^}]*\}\}/g)].map(([, name]) => name).sort()

/** Words that are the same in both languages. */
const SHARED =
  /^(Pegel|Live|Median|API|Status|Teams?|Name|System|Bot|Agent|Ticket|Tickets|SLA|Pivot|CSV|Parquet|SVG|PNG|Form|English|Deutsch|n|[^a-zA-Z]*(min|h|d|n)?)$/

describe('the translations', () => {
  it('have the same keys, none of them empty', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...english, ...german].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('fill in the same values', () => {
    const differing = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(german.get(key) ?? '').join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('leave no English text standing in German', () => {
    const same = [...english].filter(([key, text]) => german.get(key) === text)
    expect(
      same
        .map(([, text]) => text.replace(/\{\{\w+\}\}|[=<>+×–:.\s\d]/g, ''))
        .filter((text) => !SHARED.test(text)),
    ).toEqual([])
  })
})

it('says everything that the roster checker finds, with all of its values', () => {
  const named = (sentences: Record<string, string>) =>
    Object.entries(sentences).map(([code, text]) => [code, placeholders(text)])
  expect(named(allEnglish.roster.finding)).toEqual(named(SENTENCES))
})

it('takes the first language of the reader that the pages speak', () => {
  expect(languageOf(['fr-FR', 'de-AT', 'en'])).toBe('de')
  expect(languageOf(['EN-us'])).toBe('en')
  expect(languageOf(['pt', 'den'])).toBe('en')
})

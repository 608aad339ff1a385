import type { Paragraph, Sentence } from '../document.ts'
import type { Outlook, WeeklyFigures } from '../figures.ts'
import { daysOffText } from './days-off-words.ts'
import { daysText } from './format.ts'
import type { Words } from './words.ts'

/** The coming week: what is expected, its busiest hours, what the plan lacks, days off. */
export function outlookParagraphs({ outlook, daysOff }: WeeklyFigures, words: Words): Paragraph[] {
  const plain = (text: string): Sentence => ({ text, figures: [] })
  const neutral = (sentences: Sentence[]): Paragraph[] =>
    sentences.length === 0 ? [] : [{ tone: 'neutral', sentences }]
  const off =
    daysOff.next.length > 0
      ? [plain(words.say('daysOffNext', { days: daysOffText(daysOff.next, words) }))]
      : []
  const { gap } = outlook
  return [
    ...neutral(expectedSentences(outlook, words).map(plain)),
    ...neutral(
      gap === null
        ? [plain(words.say('noPlan'))]
        : gap.hours === 0
          ? [plain(words.say('noGap'))]
          : [
              plain(words.say('gap', { hours: words.value('count', Math.round(10 * gap.hours) / 10) })),
              ...gap.worst.map(({ at, agents }) =>
                plain(
                  words.say('gapAt', {
                    at: words.date(at, 'weekdayTime'),
                    agents: words.value('count', agents),
                  }),
                ),
              ),
            ],
    ),
    ...neutral(off),
  ]
}

function expectedSentences({ week, forecast }: Outlook, words: Words): string[] {
  if (forecast.state !== 'known')
    return [words.say(forecast.state === 'short' ? 'noForecast' : 'forecastFailed')]
  const count = (value: number) => words.value('count', Math.round(value))
  const figures = ({ expected, low, high }: { expected: number; low: number; high: number }) => ({
    expected: count(expected),
    low: count(low),
    high: count(high),
  })
  const days = daysText(week.monday, week.sunday, words.language)
  const peaks = forecast.peaks.map((peak) =>
    words.say('peak', { at: words.date(peak.at, 'weekdayTime'), ...figures(peak) }),
  )
  return [
    words.say('expected', { days, ...figures(forecast) }),
    ...(peaks.length > 0 ? [words.say('peaks', { peaks: words.list(peaks) })] : []),
  ]
}

import type { Paragraph, Sentence } from '../document.ts'
import type { WeeklyFigures } from '../figures.ts'
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
  if (outlook.state === 'no_forecast') return [...neutral([plain(words.say('noForecast'))]), ...neutral(off)]
  const count = (value: number) => words.value('count', Math.round(value))
  const { week, expected, low, high, peaks, gap } = outlook
  return [
    ...neutral([
      plain(
        words.say('expected', {
          days: daysText(week.monday, week.sunday, words.language),
          expected: count(expected),
          low: count(low),
          high: count(high),
        }),
      ),
      ...peaks.map((peak) =>
        plain(
          words.say('peak', {
            at: words.date(peak.at, 'weekdayTime'),
            expected: count(peak.expected),
            low: count(peak.low),
            high: count(peak.high),
          }),
        ),
      ),
    ]),
    ...neutral(
      gap === null
        ? [plain(words.say('noPlan'))]
        : gap.hours === 0
          ? [plain(words.say('noGap'))]
          : [
              plain(words.say('gap', { hours: words.value('count', gap.hours) })),
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

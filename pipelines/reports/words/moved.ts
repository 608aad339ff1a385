/** Sentences about what moved. They say what the driver analysis computed, segment by segment, and nothing about causes. */
import type { Segment } from '../../drivers/types.ts'
import type { Paragraph, Sentence } from '../document.ts'
import type { Move, WeeklyFigures } from '../figures.ts'
import { sentence } from './stated.ts'
import { toneOf } from './tone.ts'
import type { Words } from './words.ts'

/** Segments named per figure: an executive reads two; one more where it pulls the other way. */
const NAMED = 2

export function movedParagraphs(
  { moves, steady, headline, empty }: WeeklyFigures,
  words: Words,
): Paragraph[] {
  const neutral = (...sentences: Sentence[]): Paragraph => ({ tone: 'neutral', sentences })
  const plain = (text: string): Sentence => ({ text, figures: [] })
  const names = (metrics: readonly string[]) => words.list(metrics.map((id) => words.metric(id)))
  const told = new Set([...moves.map(({ metric }) => metric), ...steady])
  const unknown = headline.filter(({ metric }) => !told.has(metric)).map(({ metric }) => metric)
  if (empty) return [neutral(plain(words.say('nothing')))]
  return [
    ...moves.map((move) => paragraphOf(move, words)),
    ...(moves.length === 0 && steady.length > 0 ? [neutral(plain(words.say('nothingMoved')))] : []),
    ...(moves.length > 0 && steady.length > 0
      ? [
          neutral(
            plain(words.say(steady.length === 1 ? 'steadyOne' : 'steadyMany', { metrics: names(steady) })),
          ),
        ]
      : []),
    ...(unknown.length > 0 ? [neutral(plain(words.say('unknown', { metrics: names(unknown) })))] : []),
  ]
}

function paragraphOf(move: Move, words: Words): Paragraph {
  const { metric, value, before, change, usual, largestInWeeks } = move
  const first = sentence(
    words,
    change > 0 ? 'rose' : 'fell',
    {
      before: { metric, of: 'before', value: before },
      value: { metric, of: 'value', value },
      change: { metric, of: 'change', value: change },
    },
    { metric: words.metric(metric) },
  )
  const comparison = usual
    ? [
        sentence(
          words,
          largestInWeeks === null ? 'usual' : 'largest',
          { usual: { metric, of: 'usual', value: usual.change } },
          { weeks: usual.weeks },
        ),
      ]
    : []
  return {
    tone: toneOf(change, words.better(metric)),
    sentences: [first, ...comparison, ...explained(move, words)],
  }
}

function explained({ metric, change, drivers }: Move, words: Words): Sentence[] {
  const plain = (id: 'spread' | 'tooLittle'): Sentence => ({ text: words.say(id), figures: [] })
  if (drivers.unexplained !== null) return [plain('tooLittle')]
  const withIt = drivers.ranked.filter(({ contribution }) => contribution * change > 0).slice(0, NAMED)
  const [against] = drivers.ranked.filter(({ contribution }) => contribution * change < 0)
  if (withIt.length === 0) return [plain('spread')]
  return [
    ...withIt.map((segment) => partOf(metric, drivers.way, segment, words)),
    ...(against ? [part('partAgainst', metric, against, words)] : []),
  ]
}

function partOf(metric: string, way: Move['drivers']['way'], segment: Segment, words: Words): Sentence {
  const { before, after, mix, rate } = segment
  if (way === 'amount') return part('partAmount', metric, segment, words)
  const byRate = Math.abs(rate) >= Math.abs(mix) && before.value !== null && after.value !== null
  return part(byRate ? 'partRate' : 'partMix', metric, segment, words)
}

function part(
  id: 'partRate' | 'partMix' | 'partAmount' | 'partAgainst',
  metric: string,
  { cell, before, after, contribution }: Segment,
  words: Words,
): Sentence {
  const own = id === 'partRate' || id === 'partAmount'
  return sentence(
    words,
    id,
    {
      part: { metric, of: 'contribution', cell, value: contribution },
      ...(own && before.value !== null && after.value !== null
        ? {
            before: { metric, of: 'before' as const, cell, value: before.value },
            value: { metric, of: 'value' as const, cell, value: after.value },
          }
        : {}),
      ...(id === 'partMix'
        ? {
            nBefore: { metric, of: 'n' as const, cell, value: before.n },
            n: { metric, of: 'n' as const, cell, value: after.n },
          }
        : {}),
    },
    { segment: words.segment(cell) },
  )
}

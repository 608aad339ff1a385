import type { Sentence, StatedFigure } from '../document.ts'
import type { TextId } from './texts-en.ts'
import type { Words } from './words.ts'

export type Stating = Omit<StatedFigure, 'text'>

/** A sentence whose figures are written by their names in the text, and listed beside it. */
export function sentence(
  words: Words,
  id: TextId,
  figures: Readonly<Record<string, Stating>>,
  filling: Readonly<Record<string, string | number>> = {},
): Sentence {
  const stated = Object.entries(figures).map(([name, one]) => ({ name, figure: write(words, one) }))
  const texts = Object.fromEntries(stated.map(({ name, figure }) => [name, figure.text]))
  return { text: words.say(id, { ...filling, ...texts }), figures: stated.map(({ figure }) => figure) }
}

function write(words: Words, one: Stating): StatedFigure {
  const { metric, of, value } = one
  switch (of) {
    case 'value':
    case 'before':
    case 'target':
      return { ...one, text: words.value(metric, value) }
    case 'change':
    case 'contribution':
      return { ...one, text: words.difference(metric, value) }
    case 'usual':
      return { ...one, text: words.difference(metric, value).replace('+', '') }
    case 'n':
      return { ...one, text: words.value('count', value) }
  }
}

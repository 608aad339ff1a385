/** Texts of an address, which may be of any length and number, so that a sentence can hold them. */
const SHOWN = 10
const LONGEST = 80

export const shortText = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

export const shortList = (texts: readonly string[]) =>
  [...texts.slice(0, SHOWN).map(shortText), ...(texts.length > SHOWN ? ['…'] : [])].join(', ')

/** The first page loads the texts of its reader's language and no other; large pages bring their own, in both. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from '../format/locale.ts'
import type { allEnglish } from './all-texts.ts'
import type { Translation } from './translation.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'page'
    returnNull: false
    resources: {
      page: typeof allEnglish
    }
  }
}

/** The first language of the reader that the pages speak; English otherwise. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}

const TEXTS: Readonly<Record<Language, () => Promise<Translation>>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
}
const loaded = new Map<Language, Promise<void>>()

/** Starts the translations; resolves when the pages can be drawn in the language. */
export async function startI18n(language: Language): Promise<void> {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'page',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  })
  await speak(language)
}

/** Goes on in a language once its texts are there; until then the page stands as it is. */
export async function speak(language: Language): Promise<void> {
  const texts = loaded.get(language) ?? loadTexts(language)
  loaded.set(language, texts)
  await texts.catch((error: unknown) => {
    loaded.delete(language)
    throw error
  })
  if (i18next.language !== language) await i18next.changeLanguage(language)
}

async function loadTexts(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'page', await TEXTS[language](), true)
}

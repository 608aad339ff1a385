/** Languages that texts outside of the pages are written in, and the locales of their numbers and dates. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

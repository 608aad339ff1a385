/** Languages of the pages and the locales that write their numbers and dates. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

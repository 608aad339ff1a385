/** Both languages are part of the first page, so that switching asks nobody; large pages bring their own texts, in both. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from '../format/locale.ts'
import type { alertsEn } from './alerts-en.ts'
import { de } from './de.ts'
import type { deskEn } from './desk-en.ts'
import { en } from './en.ts'
import type { qualityEn } from './quality-en.ts'
import type { rosterEn } from './roster-en.ts'
import type { slaEn } from './sla-en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'page'
    returnNull: false
    resources: {
      page: typeof en & {
        roster: typeof rosterEn
        sla: typeof slaEn
        desk: typeof deskEn
        alerts: typeof alertsEn
        quality: typeof qualityEn
      }
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

/** Starts the translations; resources are inline, so the first paint already has them. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'page',
    resources: { en: { page: en }, de: { page: de } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  })
}

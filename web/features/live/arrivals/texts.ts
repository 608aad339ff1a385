/** Texts of the running day; they come with its chart. */
import i18next from 'i18next'
import { arrivalsDe } from '../../../lib/i18n/arrivals-de.ts'
import { arrivalsEn } from '../../../lib/i18n/arrivals-en.ts'

i18next.addResourceBundle('en', 'page', { arrivals: arrivalsEn }, true)
i18next.addResourceBundle('de', 'page', { arrivals: arrivalsDe }, true)

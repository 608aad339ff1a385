/** The page's texts come with the page. */
import i18next from 'i18next'
import { alertsDe } from '../../lib/i18n/alerts-de.ts'
import { alertsEn } from '../../lib/i18n/alerts-en.ts'

i18next.addResourceBundle('en', 'page', { alerts: alertsEn }, true)
i18next.addResourceBundle('de', 'page', { alerts: alertsDe }, true)

/** The page's texts come with the page. */
import i18next from 'i18next'
import { reportsDe } from '../../lib/i18n/reports-de.ts'
import { reportsEn } from '../../lib/i18n/reports-en.ts'

i18next.addResourceBundle('en', 'page', { reports: reportsEn }, true)
i18next.addResourceBundle('de', 'page', { reports: reportsDe }, true)

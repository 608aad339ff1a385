/** The tab's texts come with it. */
import i18next from 'i18next'
import { staffingDe } from '../../../lib/i18n/staffing-de.ts'
import { staffingEn } from '../../../lib/i18n/staffing-en.ts'

i18next.addResourceBundle('en', 'page', { staffing: staffingEn }, true)
i18next.addResourceBundle('de', 'page', { staffing: staffingDe }, true)

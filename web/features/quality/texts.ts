/** The page's texts come with the page. */
import i18next from 'i18next'
import { qualityDe } from '../../lib/i18n/quality-de.ts'
import { qualityEn } from '../../lib/i18n/quality-en.ts'

i18next.addResourceBundle('en', 'page', { quality: qualityEn }, true)
i18next.addResourceBundle('de', 'page', { quality: qualityDe }, true)

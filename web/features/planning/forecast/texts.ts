/** The tab's texts come with it. */
import i18next from 'i18next'
import { forecastDe } from '../../../lib/i18n/forecast-de.ts'
import { forecastEn } from '../../../lib/i18n/forecast-en.ts'

i18next.addResourceBundle('en', 'page', { forecast: forecastEn }, true)
i18next.addResourceBundle('de', 'page', { forecast: forecastDe }, true)

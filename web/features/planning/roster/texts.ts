/** The tab's texts come with it. */
import i18next from 'i18next'
import { rosterDe } from '../../../lib/i18n/roster-de.ts'
import { rosterEn } from '../../../lib/i18n/roster-en.ts'

i18next.addResourceBundle('en', 'page', { roster: rosterEn }, true)
i18next.addResourceBundle('de', 'page', { roster: rosterDe }, true)

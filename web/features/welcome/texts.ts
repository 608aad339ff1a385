/** The page's texts come with the page. */
import i18next from 'i18next'
import { welcomeDe } from '../../lib/i18n/welcome-de.ts'
import { welcomeEn } from '../../lib/i18n/welcome-en.ts'

i18next.addResourceBundle('en', 'page', { welcome: welcomeEn }, true)
i18next.addResourceBundle('de', 'page', { welcome: welcomeDe }, true)

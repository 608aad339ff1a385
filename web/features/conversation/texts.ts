/** The page's texts come with the page. */
import i18next from 'i18next'
import { talkDe } from '../../lib/i18n/talk-de.ts'
import { talkEn } from '../../lib/i18n/talk-en.ts'

i18next.addResourceBundle('en', 'page', { talk: talkEn }, true)
i18next.addResourceBundle('de', 'page', { talk: talkDe }, true)

/** The page's texts come with the page: the first one that people see need not wait for them. */
import i18next from 'i18next'
import { deskDe } from '../../lib/i18n/desk-de.ts'
import { deskEn } from '../../lib/i18n/desk-en.ts'

i18next.addResourceBundle('en', 'page', { desk: deskEn }, true)
i18next.addResourceBundle('de', 'page', { desk: deskDe }, true)

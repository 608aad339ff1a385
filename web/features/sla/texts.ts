/** The page's texts come with the page: the first one that people see need not wait for them. */
import i18next from 'i18next'
import { slaDe } from '../../lib/i18n/sla-de.ts'
import { slaEn } from '../../lib/i18n/sla-en.ts'

const capital = (text: unknown) => String(text).replace(/^./u, (first) => first.toUpperCase())

i18next.services.formatter?.add('capital', capital)
i18next.addResourceBundle('en', 'page', { sla: slaEn }, true)
i18next.addResourceBundle('de', 'page', { sla: slaDe }, true)

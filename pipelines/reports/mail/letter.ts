import type { Letter } from '../../mail/hand-over.ts'
import type { ReportDocument } from '../document.ts'
import { textsDe } from '../words/texts-de.ts'
import { textsEn } from '../words/texts-en.ts'
import { mailHtml } from './html.ts'
import { mailText } from './text.ts'

export interface Addressing {
  id: string
  name: string
  address: string
  /** Where the week stands on the web, and where one unsubscribes. */
  web: string
  unsubscribe: string
}

/** What stands around the report in a mail. */
export interface Around {
  intro: string
  why: string
  web: { label: string; url: string }
  unsubscribe: { label: string; url: string }
}

/** The report as a mail: HTML and text that say the same, and the PDF. */
export function reportLetter(document: ReportDocument, to: Addressing, pdf: Uint8Array | null): Letter {
  const texts = document.language === 'de' ? textsDe : textsEn
  const around: Around = {
    intro: texts.mailIntro,
    why: texts.mailWhy.replace('{name}', () => to.name),
    web: { label: texts.mailLink, url: to.web },
    unsubscribe: { label: texts.unsubscribe, url: to.unsubscribe },
  }
  return {
    id: to.id,
    to: [{ name: to.name, address: to.address }],
    subject: document.subject,
    text: mailText(document, around),
    html: mailHtml(document, around),
    headers: {
      'List-Unsubscribe': `<${to.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Content-Language': document.language,
    },
    attachments:
      pdf === null
        ? []
        : [{ filename: `pegel-${document.week}.pdf`, content: pdf, contentType: 'application/pdf' }],
  }
}

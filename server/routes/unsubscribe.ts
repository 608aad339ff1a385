import { PegelError } from '../../pipelines/errors.ts'
import type { Reports } from '../../pipelines/reports/delivery/reports.ts'
import { documentUnsubscribe } from './raw-document.ts'
import type { App } from './route.ts'

const TEXTS = {
  en: {
    title: 'Weekly report',
    ask: 'Stop sending the weekly report to {name}?',
    yes: 'Unsubscribe',
    done: 'The weekly report is no longer sent to {name}.',
  },
  de: {
    title: 'Wochenbericht',
    ask: 'Den Wochenbericht nicht mehr an {name} senden?',
    yes: 'Abbestellen',
    done: 'Der Wochenbericht wird nicht mehr an {name} gesendet.',
  },
} as const

/**
 * The way off the list, for whoever holds the signed link of a mail. Looking at it changes nothing, as mail readers look at
 * every link; the button does, and the one click of RFC 8058, which posts to the same address.
 */
export function unsubscribeRoutes(app: App, reports: Reports): void {
  documentUnsubscribe(app)
  const asked = (url: string) => {
    const search = new URL(url).searchParams
    return { recipient: search.get('recipient') ?? '', token: search.get('token') ?? '' }
  }
  const about = async (url: string) => {
    const { recipient, token } = asked(url)
    if (!reports.links.holds(recipient, token)) {
      throw new PegelError('forbidden', 'This link does not belong to any recipient')
    }
    return reports.recipient(recipient)
  }
  app.get('/reports/unsubscribe', async (c) => {
    const { language, name } = await about(c.req.url)
    const texts = TEXTS[language]
    const form = `<form method="post"><button>${texts.yes}</button></form>`
    return c.html(
      page(
        language,
        texts.title,
        texts.ask.replace('{name}', () => name),
        form,
      ),
    )
  })
  app.post('/reports/unsubscribe', async (c) => {
    await reports.unsubscribe(asked(c.req.url))
    const { language, name } = await about(c.req.url)
    return c.html(
      page(
        language,
        TEXTS[language].title,
        TEXTS[language].done.replace('{name}', () => name),
        '',
      ),
    )
  })
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function page(language: string, title: string, text: string, rest: string): string {
  const safe = text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body style="font:16px/1.5 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem"><main><h1 style="font-size:1.4rem">${title}</h1><p>${safe}</p>${rest}</main></body></html>`
}

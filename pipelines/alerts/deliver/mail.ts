import { handOver, type MailServer } from '../../mail/hand-over.ts'
import type { Message } from './message.ts'
import type { Posted } from './post.ts'

export interface Mail {
  /** Stays the same over all attempts; becomes the Message-ID. */
  id: string
  to: readonly string[]
  message: Message
}

/** Hands one notice to the server of the configuration. Never throws. */
export function sendMail(server: MailServer | undefined, { id, to, message }: Mail): Promise<Posted> {
  const { title, lines, rule, link } = message
  return handOver(server, {
    id,
    to,
    subject: title,
    text: [title, '', ...lines, '', rule, '', link, ''].join('\n'),
  })
}

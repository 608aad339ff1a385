import { createTransport } from 'nodemailer'
import type { Config } from '../../config/config.ts'
import type { Message } from './message.ts'
import { type Posted, TIMEOUT_MS } from './post.ts'

type MailServer = NonNullable<Config['mail']>

export interface Mail {
  /** Stays the same over all attempts; becomes the Message-ID. */
  id: string
  to: readonly string[]
  message: Message
}

/** Hands one mail to the server of the configuration. Never throws. */
export async function sendMail(server: MailServer | undefined, mail: Mail): Promise<Posted> {
  if (!server) return failed('no mail server is configured')
  const { host, port, secure, user, password, from } = server
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const { title, lines, rule, link } = mail.message
  try {
    await transport.sendMail({
      from,
      to: [...mail.to],
      subject: title,
      text: [title, '', ...lines, '', rule, '', link, ''].join('\n'),
      messageId: `<${mail.id}@pegel>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { status: 250, reason: null, retryAfterS: null }
  } catch (error) {
    const { responseCode } = error as { responseCode?: number }
    return failed(
      responseCode ? `the mail server answered ${responseCode}` : 'the mail server could not be reached',
    )
  } finally {
    transport.close()
  }
}

const failed = (reason: string): Posted => ({ status: null, reason, retryAfterS: null })

/** The one way out for mail: the server of the configuration, within a limit of time. */
import { createTransport } from 'nodemailer'
import type { Config } from '../config/config.ts'

export type MailServer = NonNullable<Config['mail']>

export interface Letter {
  /** Stays the same over all attempts; becomes the Message-ID. */
  id: string
  to: readonly (string | { name: string; address: string })[]
  subject: string
  text: string
  html?: string
  headers?: Readonly<Record<string, string>>
  attachments?: readonly { filename: string; content: Uint8Array; contentType: string }[]
}

export interface HandedOver {
  status: number | null
  /** What went wrong, in words that name no address; null where the server took it. */
  reason: string | null
  retryAfterS: number | null
}

const TIMEOUT_MS = 15_000

/** Hands one letter over. Never throws. Line breaks in names and subjects become spaces: they would begin a header. */
export async function handOver(server: MailServer | undefined, letter: Letter): Promise<HandedOver> {
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
  const { id, to, subject, text, html, headers = {}, attachments = [] } = letter
  try {
    await transport.sendMail({
      from,
      to: to.map((one) =>
        typeof one === 'string' ? oneLine(one) : { name: oneLine(one.name), address: oneLine(one.address) },
      ),
      subject: oneLine(subject),
      text,
      ...(html === undefined ? {} : { html }),
      messageId: `<${id}@pegel>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      attachments: attachments.map(({ content, ...rest }) => ({ ...rest, content: Buffer.from(content) })),
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

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
const failed = (reason: string): HandedOver => ({ status: null, reason, retryAfterS: null })

/** Messages as Slack and Microsoft Teams take them. */
import type { Message } from './message.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Body of a Slack incoming webhook. */
export function slackBody({ title, rule, lines, link }: Message): string {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 2900) } })
  return JSON.stringify({
    text: escaped(title),
    blocks: [
      section(`*${escaped(title)}*`),
      ...(lines.length > 0 ? [section(lines.map((line) => `• ${escaped(line)}`).join('\n'))] : []),
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: `${escaped(rule)}  <${link}|Pegel>`.slice(0, 2900) }],
      },
    ],
  })
}

/** Body of a Workflows webhook of Teams: one adaptive card, below its 28 kB. */
export function teamsBody({ title, rule, lines, link, kind, severity }: Message): string {
  const color =
    kind === 'resolved' || kind === 'recovered' ? 'Good' : severity === 'critical' ? 'Attention' : 'Warning'
  const block = (text: string, more: object = {}) => ({
    type: 'TextBlock',
    text: plain(text),
    wrap: true,
    ...more,
  })
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(title, { weight: 'Bolder', size: 'Medium', color }),
            ...lines.map((line) => block(line, { spacing: 'Small' })),
            block(rule, { isSubtle: true, size: 'Small' }),
          ],
          actions: [{ type: 'Action.OpenUrl', title: 'Pegel', url: link }],
        },
      },
    ],
  })
}

/** Cards read a little Markdown: names are not to be links or lists. */
const plain = (text: string) => text.replace(/[[\]()*_`#>]/g, (mark) => `\\${mark}`)

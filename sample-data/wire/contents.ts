import { type Saying, say } from '../company/texts.ts'
import type { Random } from '../world/random.ts'

export interface Content {
  /** The message's own part, as `"type":…` and what goes with it. */
  json: string
  kind: string
  /** Characters of text, null where there is none. */
  length: number | null
}

const MEDIA: readonly { kind: string; share: number; json: string }[] = [
  {
    kind: 'image',
    share: 0.075,
    json: '"image":{"mime_type":"image/jpeg","sha256":"bW9yZSB0aGFuIG5vaXNl","id":"1580"}',
  },
  {
    kind: 'audio',
    share: 0.05,
    json: '"audio":{"mime_type":"audio/ogg; codecs=opus","sha256":"dm9pY2Ugbm90ZQ==","id":"2690","voice":true}',
  },
  {
    kind: 'document',
    share: 0.025,
    json: '"document":{"filename":"invoice.pdf","mime_type":"application/pdf","sha256":"aW52b2ljZQ==","id":"3710"}',
  },
  {
    kind: 'video',
    share: 0.01,
    json: '"video":{"mime_type":"video/mp4","sha256":"c2hvcnQgY2xpcA==","id":"4820"}',
  },
  {
    kind: 'sticker',
    share: 0.01,
    json: '"sticker":{"mime_type":"image/webp","sha256":"c3RpY2tlcg==","id":"5930","animated":false}',
  },
  { kind: 'location', share: 0.006, json: '"location":{"latitude":53.55,"longitude":9.99}' },
  { kind: 'unsupported', share: 0.003, json: '"errors":[{"code":131051,"title":"Message type unknown"}]' },
]
const BUTTONS = ['Where is my order', 'Talk to us', 'Returns', 'Yes', 'No']
const INTERACTIVE_WITH_BOT = 0.35

/** What a customer sends on WhatsApp: mostly text, at times a picture, a voice note or a tap on a button. */
export function whatsAppContent(random: Random, saying: Saying, topic: string, withBot: boolean): Content {
  if (withBot && saying === 'follow-up' && random.chance(INTERACTIVE_WITH_BOT)) return tap(random)
  if (saying !== 'thanks' && saying !== 'human') {
    let left = random.next()
    for (const media of MEDIA) {
      left -= media.share
      if (left < 0) return { json: `"type":"${media.kind}",${media.json}`, kind: media.kind, length: null }
    }
  }
  return textContent(say(saying, topic, random.next()))
}

const known = new Map<string, Content>()

/** Characters beyond ASCII are escaped, as WhatsApp does it. */
function textContent(body: string): Content {
  const before = known.get(body)
  if (before) return before
  const escaped = JSON.stringify(body).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const content = { json: `"type":"text","text":{"body":${escaped}}`, kind: 'text', length: body.length }
  known.set(body, content)
  return content
}

/** An answer to a survey: a row of a list, a button or a flow. `context` is the survey's message id. */
export function ratingContent(random: Random, ticket: string, score: number, context: string): string {
  const quoted = `"context":{"id":"${context}"},`
  const kind = random.next()
  if (kind < 0.06) {
    const response = {
      flow_token: `csat:${ticket}`,
      rating: String(score),
      comment: score < 3 ? 'Too slow.' : '',
    }
    return `${quoted}"type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":${JSON.stringify(JSON.stringify(response))}}}`
  }
  const reply = `{"id":"csat:${ticket}:${score}","title":"${score} of 5"}`
  if (kind < 0.25)
    return `${quoted}"type":"interactive","interactive":{"type":"button_reply","button_reply":${reply}}`
  return `${quoted}"type":"interactive","interactive":{"type":"list_reply","list_reply":${reply}}`
}

function tap(random: Random): Content {
  const title = random.pick(BUTTONS)
  const reply = `{"id":"menu:${title.toLowerCase().replaceAll(' ', '-')}","title":"${title}"}`
  return {
    json: `"type":"interactive","interactive":{"type":"button_reply","button_reply":${reply}}`,
    kind: 'interactive',
    length: title.length,
  }
}

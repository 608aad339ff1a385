import { characters } from '../characters.ts'
import { type Dict, dict, text } from '../json-body.ts'
import type { FlowRating, ReplyRating, WhatsAppSettings } from './settings.ts'

/** One score that an answer gives. */
export interface Rating {
  /** What was rated: `reply`, or the flow's field. */
  readonly field: string
  /** 0 worst, 1 best. */
  readonly score: number
  readonly min: number
  readonly max: number
  /** What the reply or flow calls the survey, where the message quotes none. An identifier: hash it. */
  readonly token: string | null
  readonly commentLength: number | null
}

/** Whether a message answers a survey, and how. */
export interface Answer {
  readonly isSurvey: boolean
  readonly ratings: readonly Rating[]
  /** Counted as unmapped: what could not be read of it. */
  readonly unread: string | null
}

const NO_ANSWER: Answer = { isSurvey: false, ratings: [], unread: null }
const LEADING_NUMBER = /^(-?\d+(?:\.\d+)?)(?:_.*)?$/s

/** Reads a customer's message as an answer to a survey, by the connection's settings. */
export function answerOf(message: Dict, type: string, settings: WhatsAppSettings): Answer {
  if (type === 'button') return replyAnswer(dict(message.button)?.payload, settings.ratings.replies)
  if (type !== 'interactive') return NO_ANSWER
  const interactive = dict(message.interactive)
  if (interactive?.type === 'nfm_reply')
    return flowAnswer(dict(interactive.nfm_reply), settings.ratings.flows)
  const reply = dict(interactive?.button_reply) ?? dict(interactive?.list_reply)
  return replyAnswer(reply?.id, settings.ratings.replies)
}

function replyAnswer(id: unknown, rules: readonly ReplyRating[]): Answer {
  if (typeof id !== 'string') return NO_ANSWER
  const rule = rules.find((one) => id.startsWith(one.prefix))
  if (!rule) return NO_ANSWER
  const rest = id.slice(rule.prefix.length)
  const colon = rest.lastIndexOf(':')
  const given = rest.slice(colon + 1)
  const score = normalised(Object.hasOwn(rule.words, given) ? rule.words[given] : given, rule.scale)
  if (score === null) return { isSurvey: true, ratings: [], unread: 'rating_unreadable' }
  const token = colon > 0 ? rest.slice(0, colon) : null
  return { isSurvey: true, ratings: [ratingOf('reply', score, rule.scale, token, null)], unread: null }
}

function flowAnswer(reply: Dict | null, rules: readonly FlowRating[]): Answer {
  const name = text(reply?.name)
  if (name === 'address_message') return NO_ANSWER
  const response = parsedResponse(reply?.response_json)
  if (!response) return { isSurvey: true, ratings: [], unread: 'flow_response_unparsed' }
  const token = text(response.flow_token)
  const matching = rules.filter(
    (rule) =>
      (rule.token_prefix !== undefined && token?.startsWith(rule.token_prefix)) ||
      (rule.name !== undefined && rule.name === name),
  )
  if (matching.length === 0) return NO_ANSWER
  const ratings: Rating[] = []
  let unread: string | null = null
  for (const rule of matching) {
    const given = Object.hasOwn(response, rule.rating_field) ? response[rule.rating_field] : undefined
    if (given === undefined || given === null || given === '') continue
    const score = normalised(given, rule.scale)
    if (score === null) unread = 'rating_unreadable'
    else ratings.push(ratingOf(rule.rating_field, score, rule.scale, token, commentLength(response, rule)))
  }
  return { isSurvey: true, ratings, unread }
}

function ratingOf(
  field: string,
  score: number,
  scale: readonly [number, number],
  token: string | null,
  commentLength: number | null,
): Rating {
  return { field, score, min: Math.min(...scale), max: Math.max(...scale), token, commentLength }
}

/** Option ids may carry their label after the number: `0_Excellent`. */
function normalised(given: unknown, [worst, best]: readonly [number, number]): number | null {
  const digits = typeof given === 'string' ? LEADING_NUMBER.exec(given.trim())?.[1] : given
  const value = typeof digits === 'string' ? Number(digits) : digits
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  const score = (value - worst) / (best - worst)
  return score >= 0 && score <= 1 ? score : null
}

function parsedResponse(json: unknown): Dict | null {
  if (typeof json !== 'string') return dict(json)
  try {
    return dict(JSON.parse(json))
  } catch {
    return null
  }
}

function commentLength(response: Dict, rule: FlowRating): number | null {
  const comment = rule.comment_field === undefined ? undefined : response[rule.comment_field]
  return typeof comment === 'string' ? characters(comment) : null
}

/**
 * Reads `data` as its schema does, many times as fast. Takes exactly what the schema takes, to the same value; of what it
 * does not take it says nothing: the schema is asked for the words.
 */
import { dict } from '../json-body.ts'
import {
  actorType,
  channel,
  deliveryState,
  direction,
  type EventData,
  type MessageData,
  priority,
  status,
  visibility,
} from './data.ts'

/** What a reader gives: the value, undefined where there is none and may be none, null for what it refuses. */
type Read<T> = T | undefined | null

const LONGEST_ID = 256
const LONGEST_LABEL = 200

const channels = wordsOf(channel.options)
const directions = wordsOf(direction.options)
const callDirections = wordsOf(direction.exclude(['internal']).options)
const visibilities = wordsOf(visibility.options)
const actorTypes = wordsOf(actorType.options)
const statuses = wordsOf(status.options)
const priorities = wordsOf(priority.options)
const deliveryStates = wordsOf(deliveryState.options)

/** `data` of an event; null for what the schema refuses. */
export function readData(given: unknown): EventData | null {
  const data = dict(given)
  if (!data) return null
  const ticket = idOf(data.ticket)
  const conversation = conversationOf(data.conversation)
  const customer = idOf(data.customer)
  const actor = actorOf(data.actor)
  const state = statuses(data.status)
  const urgency = priorities(data.priority)
  const team = clearableOf(data.team)
  const assignee = clearableOf(data.assignee)
  const brand = clearableOf(data.brand)
  const tier = clearableOf(data.tier)
  const topic = clearableOf(data.topic)
  const way = channels(data.channel)
  const into = idOf(data.into)
  const sameAs = idOf(data.same_as)
  if (ticket === null || conversation === null || customer === null || actor === null) return null
  if (state === null || urgency === null || way === null || into === null || sameAs === null) return null
  if (team === null || assignee === null || brand === null || tier === null || topic === null) return null
  const message = messageOf(data.message)
  const delivery = deliveryOf(data.delivery)
  const rating = ratingOf(data.rating)
  const call = callOf(data.call)
  if (message === null || delivery === null || rating === null || call === null) return null
  return {
    ticket,
    conversation,
    customer,
    actor,
    status: state,
    priority: urgency,
    team,
    assignee,
    brand,
    tier,
    topic,
    channel: way,
    into,
    same_as: sameAs,
    message,
    delivery,
    rating,
    call,
  }
}

function conversationOf(given: unknown): Read<NonNullable<EventData['conversation']>> {
  if (given === undefined) return undefined
  const part = dict(given)
  if (!part) return null
  const way = channels(part.channel)
  const account = idOf(part.account)
  const customer = idOf(part.customer)
  const group = idOf(part.group)
  if (!way || !account || customer === null || group === null) return null
  return { channel: way, account, customer, group }
}

function actorOf(given: unknown): Read<NonNullable<EventData['actor']>> {
  if (given === undefined) return undefined
  const part = dict(given)
  if (!part) return null
  const type = actorTypes(part.type)
  const id = idOf(part.id)
  return !type || id === null ? null : { type, id }
}

function messageOf(given: unknown): Read<MessageData> {
  if (given === undefined) return undefined
  const part = dict(given)
  if (!part) return null
  const id = idOf(part.id)
  const way = directions(part.direction)
  const seenBy = visibilities(part.visibility)
  const kind = labelOf(part.kind)
  const category = labelOf(part.category)
  const template = labelOf(part.template)
  const replyTo = idOf(part.reply_to)
  const countable = flagOf(part.countable)
  const campaign = flagOf(part.campaign)
  const { length, text } = part
  if (length !== undefined && !(Number.isSafeInteger(length) && (length as number) >= 0)) return null
  if (text !== undefined && typeof text !== 'string') return null
  if (!id || way === null || seenBy === null || kind === null || category === null) return null
  if (template === null || replyTo === null || countable === null || campaign === null) return null
  return {
    id,
    direction: way,
    visibility: seenBy,
    kind,
    length: length as number | undefined,
    text,
    countable,
    campaign,
    category,
    template,
    reply_to: replyTo,
  }
}

function deliveryOf(given: unknown): Read<NonNullable<EventData['delivery']>> {
  if (given === undefined) return undefined
  const part = dict(given)
  if (!part) return null
  const state = deliveryStates(part.state)
  const error = Number.isFinite(part.error) ? String(part.error) : labelOf(part.error)
  return !state || error === null ? null : { state, error }
}

function ratingOf(given: unknown): Read<NonNullable<EventData['rating']>> {
  if (given === undefined) return undefined
  const part = dict(given)
  if (!part) return null
  const { score, comment } = part
  const scale = scaleOf(part.scale)
  const survey = idOf(part.survey)
  if (score !== undefined && !Number.isFinite(score)) return null
  if (comment !== undefined && typeof comment !== 'string') return null
  return scale === null || survey === null
    ? null
    : { score: score as number | undefined, scale, survey, comment }
}

function scaleOf(given: unknown): [number, number] | null {
  if (given === undefined) return [1, 5]
  if (!Array.isArray(given) || given.length !== 2) return null
  const [min, max]: unknown[] = given
  if (!Number.isFinite(min) || !Number.isFinite(max)) return null
  return (min as number) < (max as number) ? [min as number, max as number] : null
}

function callOf(given: unknown): Read<NonNullable<EventData['call']>> {
  if (given === undefined) return undefined
  const part = dict(given)
  if (!part) return null
  const id = idOf(part.id)
  const way = callDirections(part.direction)
  const answered = flagOf(part.answered)
  const { duration_s: duration } = part
  if (duration !== undefined && !(Number.isFinite(duration) && (duration as number) >= 0)) return null
  if (!id || way === null || answered === null) return null
  return { id, direction: way, answered, duration_s: duration as number | undefined }
}

function idOf(given: unknown): Read<string> {
  if (given === undefined) return undefined
  if (typeof given === 'string') return given !== '' && given.length <= LONGEST_ID ? given : null
  return Number.isFinite(given) ? String(given) : null
}

function labelOf(given: unknown): Read<string> {
  return given === undefined || (typeof given === 'string' && given.length <= LONGEST_LABEL) ? given : null
}

function clearableOf(given: unknown): Read<string> {
  return given === null ? '' : labelOf(given)
}

function flagOf(given: unknown): Read<boolean> {
  return given === undefined || typeof given === 'boolean' ? given : null
}

function wordsOf<T extends string>(options: readonly T[]): (given: unknown) => Read<T> {
  const known: ReadonlySet<unknown> = new Set(options)
  return (given) => (given === undefined ? undefined : known.has(given) ? (given as T) : null)
}

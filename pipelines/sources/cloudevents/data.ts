import { z } from 'zod'
import { VOCABULARY } from '../../events/vocabulary.ts'

const id = z.union([z.string().min(1).max(256), z.number()]).transform(String)
const label = z.string().max(200)
/** Absent leaves the attribute as it is, null clears it. */
const clearable = z.union([label, z.null().transform(() => '')]).optional()
/** Words that each attribute may be. The reader (`read-data.ts`) takes them from here. */
export const channel = z.enum(VOCABULARY.channel)
export const direction = z.enum(VOCABULARY.direction)
export const visibility = z.enum(VOCABULARY.visibility)
export const actorType = z.enum(VOCABULARY.actor_type)
export const status = z.enum(VOCABULARY.status)
export const priority = z.enum(VOCABULARY.priority)
export const deliveryState = z.enum(VOCABULARY.delivery_state)

const conversation = z.looseObject({
  channel,
  /** The business's side: phone number id, mailbox, widget. */
  account: id,
  /** Phone in any spelling, e-mail or opaque id. */
  customer: id.optional(),
  /** Instead of a customer: a group chat. */
  group: id.optional(),
})

const message = z.looseObject({
  id,
  direction: direction.optional(),
  visibility: visibility.optional(),
  kind: label.optional(),
  length: z.number().int().nonnegative().optional(),
  /** Only its length is kept. */
  text: z.string().optional(),
  countable: z.boolean().optional(),
  campaign: z.boolean().optional(),
  category: label.optional(),
  template: label.optional(),
  reply_to: id.optional(),
})

const rating = z.looseObject({
  score: z.number().optional(),
  scale: z
    .tuple([z.number(), z.number()])
    .refine(([min, max]) => min < max, 'the second number is the greater')
    .default([1, 5]),
  survey: id.optional(),
  comment: z.string().optional(),
})

/** `data` of every event: which parts an event type needs is said in `draft.ts`, unknown keys are let be. */
export const dataSchema = z.looseObject({
  ticket: id.optional(),
  conversation: conversation.optional(),
  customer: id.optional(),
  actor: z
    .looseObject({
      type: actorType,
      id: id.optional(),
    })
    .optional(),
  status: status.optional(),
  priority: priority.optional(),
  team: clearable,
  assignee: clearable,
  brand: clearable,
  tier: clearable,
  topic: clearable,
  channel: channel.optional(),
  /** The surviving ticket of a merge. */
  into: id.optional(),
  /** Another id of the conversation's customer. */
  same_as: id.optional(),
  message: message.optional(),
  delivery: z
    .looseObject({
      state: deliveryState,
      error: z.union([label, z.number()]).transform(String).optional(),
    })
    .optional(),
  rating: rating.optional(),
  call: z
    .looseObject({
      id,
      direction: direction.exclude(['internal']).optional(),
      answered: z.boolean().optional(),
      duration_s: z.number().nonnegative().optional(),
    })
    .optional(),
})

export type EventData = z.infer<typeof dataSchema>
export type MessageData = z.infer<typeof message>

import { z } from 'zod'

const secret = z.string().min(1)

/** `[worst, best]`; the first may be the greater one, as where option 0 is "excellent". */
const scale = z
  .tuple([z.number(), z.number()])
  .refine(([worst, best]) => worst !== best, 'the two ends of a scale differ')

const replyRating = z.strictObject({
  /** Reply ids and button payloads that are ratings read `<prefix><anything>:<score>`. */
  prefix: z.string().min(1),
  scale: scale.default([1, 5]),
  /** Words that stand for a score: `{good: 5, bad: 1}`. */
  words: z.record(z.string(), z.number()).default({}),
})

const flowRating = z
  .strictObject({
    /** Flow tokens that begin with this are answers to the survey. */
    token_prefix: z.string().min(1).optional(),
    /** Or: the `name` of the reply. */
    name: z.string().min(1).optional(),
    rating_field: z.string().min(1),
    scale: scale.default([1, 5]),
    comment_field: z.string().min(1).optional(),
  })
  .refine((flow) => flow.token_prefix !== undefined || flow.name !== undefined, 'needs token_prefix or name')

const ratings = z.strictObject({
  replies: z.array(replyRating).default([{ prefix: 'csat:', scale: [1, 5], words: {} }]),
  flows: z.array(flowRating).default([]),
})

/**
 * Settings of a WhatsApp connection. Without an app secret no webhook verifies and without a verify token no
 * handshake does, so that such a connection takes deliveries from the command line only.
 */
export const whatsAppSettingsSchema = z.strictObject({
  /** One secret, or several while they are being rotated. */
  app_secret: z
    .union([secret, z.array(secret)])
    .default([])
    .transform((given) => (typeof given === 'string' ? [given] : given)),
  verify_token: secret.optional(),
  /** Phone number ids that may deliver; all when absent. */
  phone_numbers: z.array(z.coerce.string().min(1)).optional(),
  ratings: ratings.default(() => ratings.parse({})),
  /** Whether `biz_opaque_callback_data` is read for who sent a message (docs/whatsapp.md). */
  opaque: z.boolean().default(true),
})

export type WhatsAppSettings = z.infer<typeof whatsAppSettingsSchema>
export type ReplyRating = z.infer<typeof replyRating>
export type FlowRating = z.infer<typeof flowRating>

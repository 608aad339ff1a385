import { type CountryCode, getCountries } from 'libphonenumber-js/min'
import { z } from 'zod'
import { signingKey } from './standard-webhooks.ts'

const oneOrMany = (one: z.ZodString) =>
  z
    .union([one, z.array(one)])
    .default([])
    .transform((given) => (typeof given === 'string' ? [given] : given))

/**
 * Settings of a CloudEvents connection. Without a signing secret and without a token no webhook verifies, so that such a
 * connection takes files and the command line only.
 */
export const cloudEventsSettingsSchema = z.strictObject({
  /** Standard Webhooks secrets (`whsec_…`); several while they are being rotated. */
  signing_secret: oneOrMany(
    z.string().refine((secret) => signingKey(secret) !== null, 'whsec_ and 24 to 64 bytes in base64'),
  ),
  /** Bearer tokens; several while they are being rotated. */
  token: oneOrMany(z.string().min(16)),
  /** Origins that the abuse-protection handshake is granted to. */
  allowed_origins: z.array(z.string().min(1)).default(['*']),
  /** Requests a minute that the handshake grants; unlimited when absent. */
  allowed_rate: z.number().int().positive().optional(),
  /** Country of phone numbers without international prefix, as ISO 3166 alpha-2. */
  country: z
    .string()
    .refine((code): code is CountryCode => (getCountries() as string[]).includes(code), 'ISO country code')
    .optional(),
})

export type CloudEventsSettings = z.infer<typeof cloudEventsSettingsSchema>

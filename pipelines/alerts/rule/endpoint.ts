import { z } from 'zod'
import type { Kind } from '../../config/kind.ts'
import { LANGUAGES } from '../../language.ts'

const name = z.string().trim().min(1, 'a name').max(120)
const language = z.enum(LANGUAGES).default('en')
const address = z.email('an e-mail address').max(254)

/** Where notices go. Addresses that are credentials, and signing secrets, are kept apart from this (`deliver/secrets.ts`). */
export const endpointSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('webhook'),
    name,
    url: z
      .url('an address such as https://hooks.example.com/pegel')
      .max(2000)
      .refine((text) => /^https?:$/.test(new URL(text).protocol), 'http or https')
      .refine((text) => new URL(text).username === '', 'no name or password in the address'),
  }),
  z.strictObject({ type: z.literal('slack'), name, language }),
  z.strictObject({ type: z.literal('teams'), name, language }),
  z.strictObject({ type: z.literal('email'), name, language, to: z.array(address).min(1).max(50) }),
])

export type Endpoint = z.infer<typeof endpointSchema>

export const endpointKind: Kind<Endpoint> = {
  kind: 'endpoint',
  label: { en: 'Where alerts go', de: 'Ziel für Alarme' },
  schema: endpointSchema,
  seeds: {},
  shapesFacts: false,
  check: () => [],
}

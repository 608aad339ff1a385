import { z } from 'zod'
import type { Finding, Kind, World } from '../../config/kind.ts'
import { idSchema, instantSchema } from '../../config/record.ts'

/** Keeps alerts quiet from the instant its version holds until `until`; of all rules, or of one, with these labels. */
export const silenceSchema = z.strictObject({
  rule: idSchema.nullable().default(null),
  labels: z.record(z.string().max(60), z.string().max(500).nullable()).default({}),
  until: instantSchema,
  reason: z.string().trim().min(1, 'a reason').max(300),
})

export type Silence = z.infer<typeof silenceSchema>

export const silenceKind: Kind<Silence> = {
  kind: 'silence',
  label: { en: 'Silence', de: 'Stummschaltung' },
  schema: silenceSchema,
  seeds: {},
  shapesFacts: false,
  check: (world) => endsAfterItBegins(world),
}

function endsAfterItBegins(world: World): Finding[] {
  return world
    .of<Silence>('silence')
    .flatMap(({ id, spans }) =>
      spans
        .filter(({ body, fromMs }) => fromMs !== null && Date.parse(body.until) <= fromMs)
        .map(() => ({ kind: 'silence', id, field: 'until', message: 'ends before it begins' })),
    )
}

/** Whether a silence covers an alert at an instant. */
export function silences(
  silence: Silence,
  alert: { rule: string; labels: Readonly<Record<string, string | null>> },
  atMs: number,
): boolean {
  if (Date.parse(silence.until) <= atMs) return false
  if (silence.rule !== null && silence.rule !== alert.rule) return false
  return Object.entries(silence.labels).every(([name, value]) => alert.labels[name] === value)
}

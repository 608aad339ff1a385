import { Temporal } from 'temporal-polyfill'
import { dayOf } from '../../calendars/days.ts'
import { parseInstant } from '../../metrics/range.ts'
import type { Filter } from '../../metrics/types.ts'
import { zoneOf } from '../../metrics/zone.ts'
import type { Annotation } from '../annotation.ts'
import type { ConfigContext } from '../context.ts'
import { listConfig } from './list.ts'

/** An annotation with the stretch that it means in one zone. */
export interface HeldAnnotation extends Annotation {
  id: string
  version: number
  /** ISO instants, half-open; equal for a moment. */
  startsAt: string
  endsAt: string
}

export interface AnnotationsInput {
  /** Half-open, in every form that a query takes; absent: all there are. */
  from?: string | undefined
  to?: string | undefined
  /** IANA zone in which local days are meant; UTC unless told. */
  tz?: string | undefined
  /** Leaves out what touches nothing that the filters let through. */
  filters?: readonly Filter[] | undefined
}

/**
 * The annotations in force that last at some instant of a range, the earliest first. Throws `invalid` on a range or zone.
 *
 *     await annotationsIn(pegel, { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z', tz: 'Europe/Berlin' })
 *     // [{ id: 'loyalty-offer', kind: 'campaign', startsAt: '2026-10-15T08:00:00.000Z', endsAt: …, expected_effect_pct: 400, … }]
 */
export async function annotationsIn(
  context: Pick<ConfigContext, 'engine' | 'now'>,
  input: AnnotationsInput = {},
): Promise<HeldAnnotation[]> {
  const { filters = [] } = input
  const tz = zoneOf(input.tz ?? 'UTC')
  const at = (field: 'from' | 'to') => parseInstant(input[field] ?? '', field, tz, context.now())
  const from = input.from === undefined ? Number.NEGATIVE_INFINITY : at('from')
  const to = input.to === undefined ? Number.POSITIVE_INFINITY : at('to')
  const records = await listConfig(context, { kind: 'annotation' })
  return records
    .flatMap(({ id, version, body }) => {
      const annotation = body as unknown as Annotation
      const { startMs, endMs } = stretchOf(annotation, tz)
      const lasts = startMs < to && (endMs > from || startMs >= from)
      return lasts && touches(annotation, filters)
        ? [{ id, version, ...annotation, startsAt: isoOf(startMs), endsAt: isoOf(endMs) }]
        : []
    })
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1))
}

/** Whether any of what it touches gets through the filters; filters on what no scope speaks of let everything through. */
export function touches({ scope }: Pick<Annotation, 'scope'>, filters: readonly Filter[]): boolean {
  return filters.every(({ dimension, values, exclude = false }) => {
    const touched = scope[dimension as keyof Annotation['scope']]
    return touched === undefined || touched.some((value) => values.includes(value) !== exclude)
  })
}

/** The instants that days or instants mean in a zone, half-open; the last day counts. */
export function stretchOf(
  { from, to }: Pick<Annotation, 'from' | 'to'>,
  tz: string,
): { startMs: number; endMs: number } {
  if (dayOf(from) === null) {
    const startMs = Date.parse(from)
    return { startMs, endMs: to === null ? startMs : Date.parse(to) }
  }
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(tz).epochMilliseconds
  return {
    startMs: midnight(Temporal.PlainDate.from(from)),
    endMs: midnight(Temporal.PlainDate.from(to ?? from).add({ days: 1 })),
  }
}

const isoOf = (ms: number) => new Date(ms).toISOString()

import type { CanonicalEvent } from '../../events/event.ts'
import { messageHash } from '../keys.ts'
import type { FieldReader } from './field-reader.ts'
import type { EventMapping } from './mapping.ts'
import { type FileRecord, RowError } from './rows.ts'
import { decimal, required } from './scalars.ts'
import { valueMap } from './value-map.ts'

type RatingFields = Pick<CanonicalEvent, 'score' | 'scaleMin' | 'scaleMax' | 'surveyId'>

export const NO_RATING: RatingFields = { score: null, scaleMin: null, scaleMax: null, surveyId: null }

/**
 * Compiles `rating` of a mapping: the score on its own scale → 0–1. Throws `RowError` for a received rating without
 * a score or with one outside the scale.
 */
export function ratingFields(
  mapping: EventMapping,
  field: FieldReader,
): (record: FileRecord, type: string) => RatingFields {
  const scoreOf = field(mapping.rating?.score)
  const surveyOf = field(mapping.rating?.survey)
  const [min, max] = mapping.rating?.scale ?? [0, 1]
  const word = valueMap('score', mapping.values.score, null)
  return (record, type) => {
    const survey = surveyOf(record)
    const surveyId = survey === null ? null : messageHash('survey', survey)
    if (type !== 'csat.received') return { ...NO_RATING, surveyId }
    const given = decimal('rating.score', word(required('rating.score', scoreOf(record)))) ?? 0
    if (given < min || given > max)
      throw new RowError(`rating.score: ${given} is not within ${min} to ${max}`)
    return { score: (given - min) / (max - min), scaleMin: min, scaleMax: max, surveyId }
  }
}

import { type EventType, VOCABULARY } from '../../events/vocabulary.ts'

const { delivery_state: delivery, type: types, ...same } = VOCABULARY

/** The words that columns with a closed list of values are mapped to. */
export const CANONICAL = { ...same, delivery }

type TypeOfFiles = Exclude<EventType, 'identity.linked' | 'config.changed'>

/** What a row of a file may be. */
export const EVENT_TYPES = types.filter(
  (type): type is TypeOfFiles => type !== 'identity.linked' && type !== 'config.changed',
)

/** Maps a type of row that says nothing worth keeping. */
export const SKIP = 'skip'

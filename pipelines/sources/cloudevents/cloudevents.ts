import type { Source } from '../source.ts'
import { mapCloudEvents, mapParsedCloudEvents } from './map.ts'
import { MODE_HEADERS } from './modes.ts'
import { type CloudEventsSettings, cloudEventsSettingsSchema } from './settings.ts'
import { cloudEventsHandshake, verifyCloudEvents } from './verify.ts'

/** Pegel's native format: CloudEvents 1.0 with the vocabulary of docs/events.md. */
export const cloudEvents: Source = {
  kind: 'cloudevents',
  keepHeaders: MODE_HEADERS,
  parseSettings: (input) => cloudEventsSettingsSchema.parse(input ?? {}),
  verify: (request, settings) =>
    verifyCloudEvents(request, settings as CloudEventsSettings, Date.now() / 1000),
  handshake: (request, settings) => cloudEventsHandshake(request, settings as CloudEventsSettings),
  map: (delivery, context) => mapCloudEvents(delivery, context, context.settings as CloudEventsSettings),
  mapParsed: (delivery, context) =>
    mapParsedCloudEvents(delivery, context, context.settings as CloudEventsSettings),
}

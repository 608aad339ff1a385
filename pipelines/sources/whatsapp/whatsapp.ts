import type { Source } from '../source.ts'
import { mapParsedWhatsApp, mapWhatsApp } from './map.ts'
import { type WhatsAppSettings, whatsAppSettingsSchema } from './settings.ts'
import { verifyWhatsApp, whatsAppHandshake } from './verify.ts'

/** WhatsApp Business Platform (Cloud API) webhooks; docs/whatsapp.md says how to connect a number. */
export const whatsapp: Source = {
  kind: 'whatsapp',
  keepHeaders: [],
  parseSettings: (input) => whatsAppSettingsSchema.parse(input ?? {}),
  verify: (request, settings) => verifyWhatsApp(request, settings as WhatsAppSettings),
  handshake: (request, settings) => whatsAppHandshake(request, settings as WhatsAppSettings),
  map: (delivery, context) => mapWhatsApp(delivery, context, context.settings as WhatsAppSettings),
  mapParsed: (delivery, context) =>
    mapParsedWhatsApp(delivery, context, context.settings as WhatsAppSettings),
}

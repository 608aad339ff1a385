/** The systems that Pegel reads from. */
import { cloudEvents } from './cloudevents/cloudevents.ts'
import type { Source } from './source.ts'
import { whatsapp } from './whatsapp/whatsapp.ts'

export const SOURCES: readonly Source[] = [whatsapp, cloudEvents]

export const sourceOfKind = (kind: string): Source | undefined => SOURCES.find((one) => one.kind === kind)

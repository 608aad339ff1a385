import type { qualityEn } from './quality-en.ts'
import type { Shape } from './translation.ts'

export const qualityDe: Shape<typeof qualityEn> = {
  headline: 'Auf einen Blick',
  leftOut: 'Nicht gefiltert nach {{dimensions}}.',
  csat: {
    title: 'Zufriedenheit',
    note: 'Anteil positiver Bewertungen, und worum es ging',
    topics: 'Bewertungen nach Thema',
    channels: 'Bewertungen nach Kanal',
    comments: 'Bewertungen mit Kommentar: {{count}} von {{total}}.',
    noComments: 'Zu keiner Bewertung wurde etwas geschrieben.',
    privacy: 'Was Kunden schreiben, wird nie gespeichert, nur dass sie schrieben und wie lang es war.',
  },
  bot: {
    title: 'Bot und Mensch',
    note: 'Wer das Gespräch führte, und wie es ausging',
    outcomes: 'Ausgang nach Gesprächsführung',
    ratings: 'Bewertungen nach Gesprächsführung',
    over: 'Vom Bot gelöst',
    check: 'Zu viel Automatik?',
  },
  escalations: {
    title: 'Eskalationen zwischen Stufen',
    note: 'Übergaben eines Tickets an eine höhere Support-Stufe',
    ways: 'Von wo nach wo',
    topics: 'Eskalationen nach Thema',
  },
  templates: {
    title: 'Vorlagen',
    note: 'Nachrichten aus einer Vorlage: gesendet, zugestellt, gelesen und binnen drei Tagen beantwortet',
    nameless: 'Eine Vorlage, deren Namen der Kanal nicht verrät, zählt unter ihrer Kategorie.',
    byName: 'Nach Name und Kategorie',
  },
  reopened: {
    title: 'Wiedereröffnet',
    note: 'Warum gelöste Tickets zurückkamen, und wie bald',
    reasons: 'Warum',
    topics: 'Wiedereröffnungen nach Thema',
  },
}

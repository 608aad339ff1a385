import type { arrivalsEn } from './arrivals-en.ts'
import type { Shape } from './translation.ts'

/** Texte zum laufenden Tag auf Live; sie kommen mit seinem Diagramm. */
export const arrivalsDe: Shape<typeof arrivalsEn> = {
  title: 'Neue Tickets je Stunde',
  none: 'Keine Tickets heute und in den Wochen davor',
  today: 'Heute',
  forecast: 'Prognose von Mitternacht',
  forecastBand: '8 von 10 Stunden',
  usual_one: 'Üblich am {{weekday}} (eine Woche davor)',
  usual_other: 'Üblich am {{weekday}} (Mittel aus {{count}} Wochen)',
  usualShort: 'Üblich',
  band: 'Tiefster bis höchster Wert',
  hour: 'Stunde',
  low: 'Niedrig',
  high: 'Hoch',
  expected: 'Prognose',
  capacity: 'Schafft die Schicht',
  people: 'Im Dienst',
  unfilterable: 'Nicht gefiltert nach {{dimensions}}.',
  noForecast:
    'Keine Prognose: Über diese Auswahl ist zu wenig bekannt. Verglichen wird mit früheren Tagen ({{weekday}}).',
  failed: 'Die Prognose war nicht zu bekommen. Verglichen wird mit früheren Tagen ({{weekday}}).',
  rest: 'Bis zum Ende des Tages werden {{expected}} erwartet; um Mitternacht waren es {{before}}.',
  restSame: 'Bis zum Ende des Tages werden {{expected}} erwartet, wie um Mitternacht.',
  short_one: 'In einer kommenden Stunde wird mehr erwartet, als die Schicht schafft: {{hours}}.',
  short_other: 'In {{count}} kommenden Stunden wird mehr erwartet, als die Schicht schafft: {{hours}}.',
  enough: 'Die Schicht schafft, was noch erwartet wird.',
  missing: {
    filters: 'Was die Schicht schafft, ist nur nach Team und Kanal bekannt.',
    no_roster:
      'Kein gespeicherter Dienstplan deckt den heutigen Tag, also ist nicht gezeichnet, was die Schicht schafft.',
    no_skill: 'Niemand im Dienst hat eine Fähigkeit, die wie eine dieser Warteschlangen heißt.',
    partly:
      'Dienstpläne decken nur einen Teil dieser Warteschlangen; was die Schicht schafft, ist gezeichnet für',
    no_handle_time:
      'Nichts sagt, wie lange ein Ticket hier dauert, also ist nicht gezeichnet, was die Schicht schafft.',
  },
  toPlanning: 'Dienstpläne',
  against: '{{change}} zur Prognose ({{expected}} bis jetzt)',
  asForecast: 'wie prognostiziert ({{expected}} bis jetzt)',
  againstHint: 'Bis jetzt waren um Mitternacht {{expected}} prognostiziert, mit denselben Filtern.',
  summary_one: '{{formatted}} Ticket heute bisher, Stunde für Stunde, gegen die Prognose von Mitternacht.',
  summary_other: '{{formatted}} Tickets heute bisher, Stunde für Stunde, gegen die Prognose von Mitternacht.',
  summaryUsual_one:
    '{{formatted}} Ticket heute bisher, Stunde für Stunde, gegen das Mittel aus {{days}} früheren Tagen ({{weekday}}).',
  summaryUsual_other:
    '{{formatted}} Tickets heute bisher, Stunde für Stunde, gegen das Mittel aus {{days}} früheren Tagen ({{weekday}}).',
}

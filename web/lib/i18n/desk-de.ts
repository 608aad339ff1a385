import type { deskEn } from './desk-en.ts'
import type { Shape } from './translation.ts'

export const deskDe: Shape<typeof deskEn> = {
  pivot: {
    two: 'Eine Pivottabelle braucht zwei Dimensionen',
    twoHint: 'Nach zwei oder drei schneiden: Die letzte geht quer.',
    all: 'Alle',
    note: 'Summenzeilen sind eigene Werte, keine Summen des Gezeigten.',
    more: '{{rows}} weitere Zeilen und {{columns}} weitere Spalten sind nicht gezeigt.',
  },
  why: {
    open: 'Warum die Änderung?',
    openFor: 'Warum die Änderung? {{metric}}',
    moved: '{{metric}}: Änderung um {{change}}, von {{before}} auf {{after}}.',
    stayed: '{{metric}} steht, wo es stand, bei {{after}}: Was zog und was drückte, hob sich auf.',
    ranked: 'Was es erklärt',
    even: 'Nichts sticht heraus: Alle Teile änderten sich gleich, oder nicht mehr als durch Zufall.',
    overlap:
      'Diese Teile überschneiden sich: Ihre Anteile ergeben zusammen kein Ganzes. Die eines Schnitts, unten, schon.',
    part: '{{share}} der Änderung',
    against: 'dagegen',
    fromTo: '{{before}} → {{after}}',
    rowsFor: 'n = {{n}}: Zeilen hinter {{mark}}',
    rowsBefore: 'zuvor n = {{n}}',
    alike: 'dasselbe wie {{others}}',
    hint: 'Klick filtert, Alt-Klick schließt aus, n zeigt die Zeilen.',
    parts: {
      ratio: { rate: 'eigener Wert änderte sich', mix: 'Gewicht änderte sich' },
      amount: { rate: 'wuchs mit dem Ganzen', mix: 'bewegte sich für sich' },
    },
    cut: 'Geschnitten nach',
    adds: 'So summiert es sich, nach {{dimensions}}',
    segment: 'Teil',
    before: 'Vorher',
    after: 'Nachher',
    contribution: 'Beitrag',
    mix: 'Mischung',
    rate: 'Eigen',
    further_one: '{{count}} weiterer Teil',
    further_other: '{{count}} weitere Teile',
    heldBack_one: '{{count}} Teil unter n {{below}}',
    heldBack_other: '{{count}} Teile unter n {{below}}',
    total: 'Ganze Änderung',
    held: 'Von {{cuts}} Schnitten sind {{segments}} Teile unter n {{below}} zurückgehalten und {{chance}}, die der Zufall allein so bewegt haben kann, nicht gereiht.',
    oncePer:
      '{{key}} zählt je einmal, wo die entscheidende Zeile liegt; hinter einem Teil können mehr Zeilen stehen.',
    key: { ticket: 'Jedes Ticket', customer: 'Jeder Kunde' },
    unexplained: {
      nothing_before: 'Im Zeitraum davor gab es nichts, also auch keine Änderung zu erklären.',
      nothing_after: 'In diesem Zeitraum gibt es nichts, also auch keine Änderung zu erklären.',
      too_few: 'Zu wenige Zeilen in einem der beiden Zeiträume für eine Änderung, die etwas bedeutet.',
      too_little: 'Die Änderung ist kleiner, als eine Zeile zeigen kann.',
    },
  },
}

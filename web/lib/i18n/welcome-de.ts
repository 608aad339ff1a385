import type { Shape } from './translation.ts'
import type { welcomeEn } from './welcome-en.ts'

export const welcomeDe: Shape<typeof welcomeEn> = {
  lead: 'Pegel ist leer. Drei Wege führen hinein; das Licht wird grün mit dem ersten Ereignis.',
  leadFull: 'Pegel enthält {{formatted}} Ereignisse. Auf drei Wegen können weitere dazukommen.',
  waiting: 'Wartet auf das erste Ereignis',
  arrived: 'Ereignisse sind angekommen',
  toLive: 'Live ansehen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  whatsapp: {
    title: 'WhatsApp verbinden',
    intro: 'Webhooks der WhatsApp Cloud API, geprüft und gespeichert, bevor sie beantwortet werden.',
    one: 'Tragen Sie die Verbindung mit dem App-Geheimnis aus dem Dashboard in pegel.yml im Datenordner ein und starten Sie Pegel neu.',
    two: 'Machen Sie die Adresse über HTTPS erreichbar, etwa durch einen Tunnel, und tragen Sie sie im App-Dashboard unter WhatsApp › Konfiguration ein.',
    url: 'Callback-URL',
    token: 'Verifizierungstoken',
    three: 'Abonnieren Sie das Feld messages und schreiben Sie dann an die Nummer.',
  },
  file: {
    title: 'Datei importieren',
    intro:
      'CSV, JSONL oder Parquet jeder Größe, gepackt oder nicht. Eine Zuordnungsdatei sagt, welche Spalte was ist.',
    run: 'Im Ordner von Pegel ausführen',
    check:
      'Mit --dry-run wird nichts gespeichert, und jede abgelehnte Zeile wird mit ihrem Grund aufgelistet.',
  },
  sample: {
    title: 'Beispielfirma laden',
    intro:
      'Ein Jahr mit drei Marken, acht Teams und sechzig Agenten, mit Kampagnen, einem Ausfall und einem Bot, die es zu finden gilt.',
    run: 'Im Ordner von Pegel ausführen',
    check: 'Sie benutzt einen eigenen Datenordner und sendet weiter, damit Live sich bewegt.',
  },
}

/** Everything that pages say, the first page's texts and those that others bring: for types and tests, no page loads it. */

import { alertsDe } from './alerts-de.ts'
import { alertsEn } from './alerts-en.ts'
import { arrivalsDe } from './arrivals-de.ts'
import { arrivalsEn } from './arrivals-en.ts'
import { columns } from './columns.ts'
import { de } from './de.ts'
import { deskDe } from './desk-de.ts'
import { deskEn } from './desk-en.ts'
import { en } from './en.ts'
import { forecastDe } from './forecast-de.ts'
import { forecastEn } from './forecast-en.ts'
import { qualityDe } from './quality-de.ts'
import { qualityEn } from './quality-en.ts'
import { reportsDe } from './reports-de.ts'
import { reportsEn } from './reports-en.ts'
import { rosterDe } from './roster-de.ts'
import { rosterEn } from './roster-en.ts'
import { slaDe } from './sla-de.ts'
import { slaEn } from './sla-en.ts'
import { staffingDe } from './staffing-de.ts'
import { staffingEn } from './staffing-en.ts'
import { talkDe } from './talk-de.ts'
import { talkEn } from './talk-en.ts'
import { welcomeDe } from './welcome-de.ts'
import { welcomeEn } from './welcome-en.ts'

export const allEnglish = {
  ...en,
  alerts: alertsEn,
  arrivals: arrivalsEn,
  columns: columns.en,
  desk: deskEn,
  forecast: forecastEn,
  quality: qualityEn,
  reports: reportsEn,
  roster: rosterEn,
  sla: slaEn,
  staffing: staffingEn,
  talk: talkEn,
  welcome: welcomeEn,
}

export const allGerman = {
  ...de,
  alerts: alertsDe,
  arrivals: arrivalsDe,
  columns: columns.de,
  desk: deskDe,
  forecast: forecastDe,
  quality: qualityDe,
  reports: reportsDe,
  roster: rosterDe,
  sla: slaDe,
  staffing: staffingDe,
  talk: talkDe,
  welcome: welcomeDe,
}

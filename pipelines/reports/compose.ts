import type { Language } from '../language.ts'
import type { Catalog } from '../metrics/catalog.ts'
import type { Block, ReportDocument } from './document.ts'
import type { Headline, OpenWork, TeamSla, WeeklyFigures } from './figures.ts'
import { drawnCharts } from './words/chart-words.ts'
import { daysOffText } from './words/days-off-words.ts'
import { daysText } from './words/format.ts'
import { movedParagraphs } from './words/moved.ts'
import { outlookParagraphs } from './words/outlook-words.ts'
import { toneOf } from './words/tone.ts'
import { Words } from './words/words.ts'

/** The weekly page in a language. Pure: the same figures give the same document. */
export function composeReport(figures: WeeklyFigures, catalog: Catalog, language: Language): ReportDocument {
  const words = new Words(catalog, language, figures.tz)
  const { week, filters } = figures
  const [year = '', number = ''] = week.id.split('-W')
  const named = { week: String(Number(number)), year }
  const days = daysText(week.monday, week.sunday, language)
  return {
    language,
    title: words.say('title', named),
    subtitle: [days, figures.tz, ...filters.map((filter) => words.filter(filter))].join(' · '),
    subject: words.say('subject', { ...named, days }),
    week: week.id,
    warnings: warningsOf(figures, words),
    blocks: [
      tiles(figures, words),
      {
        kind: 'paragraphs',
        id: 'moved',
        title: words.say('moved'),
        note: figures.moves.length > 0 ? words.say('movedNote') : null,
        paragraphs: movedParagraphs(figures, words),
      },
      {
        kind: 'charts',
        id: 'charts',
        title: words.say('charts'),
        charts: drawnCharts(figures.charts, words),
      },
      slaTable(figures.sla, words),
      openTable(figures, words),
      {
        kind: 'paragraphs',
        id: 'ahead',
        title: words.say('ahead'),
        note: null,
        paragraphs: outlookParagraphs(figures, words),
      },
      notesTable(figures, words),
    ],
    footer: words.say('footer', { at: words.date(figures.asOf, 'dateTime') }),
  }
}

function warningsOf({ complete, empty, asOf, daysOff }: WeeklyFigures, words: Words): string[] {
  return [
    ...(complete ? [] : [words.say('notOver', { at: words.date(asOf, 'dateTime') })]),
    ...(empty ? [words.say('nothing')] : []),
    ...(daysOff.week.length > 0
      ? [words.say('daysOffWeek', { days: daysOffText(daysOff.week, words) })]
      : []),
    ...(daysOff.before.length > 0
      ? [words.say('daysOffBefore', { days: daysOffText(daysOff.before, words) })]
      : []),
  ]
}

function tiles({ headline, before }: WeeklyFigures, words: Words): Block {
  return {
    kind: 'tiles',
    id: 'headline',
    title: words.say('tiles'),
    note: words.say('tilesNote', { days: daysText(before.monday, before.sunday, words.language) }),
    tiles: headline.map((one) => tile(one, words)),
  }
}

function tile({ metric, value, n, before, target, stillOpen }: Headline, words: Words) {
  const better = words.better(metric)
  const counted = words.unit(metric) === 'count'
  const change = value === null || before === null ? null : value - before
  // What reads the same has not moved, whatever the digits behind it did.
  const moved = words.value(metric, value) === words.value(metric, before) ? 0 : (change ?? 0)
  const rows =
    stillOpen !== null && stillOpen > 0
      ? words.say('stillOpen', { n: words.value('count', n), open: words.value('count', stillOpen) })
      : words.say('n', { n: words.value('count', n) })
  return {
    metric,
    label: words.metric(metric),
    value: value === null && n > 0 ? words.say('tooFew', { n }) : words.value(metric, value),
    n: counted || value === null ? null : rows,
    before: words.say('before', { value: words.value(metric, before) }),
    change:
      change === null || value === null || before === null
        ? null
        : {
            text: words.change(metric, value, before),
            way: moved === 0 ? ('same' as const) : moved > 0 ? ('up' as const) : ('down' as const),
            tone: toneOf(moved, better),
          },
    target:
      target === null
        ? null
        : {
            text: words.say('target', { value: words.value(metric, target) }),
            met:
              value === null || better === 'none'
                ? null
                : better === 'up'
                  ? value >= target
                  : value <= target,
          },
  }
}

function slaTable(rows: readonly TeamSla[], words: Words): Block {
  const share = (value: number | null) => words.value('sla_attainment', value)
  return {
    kind: 'table',
    id: 'sla',
    title: words.say('sla'),
    note: words.say('slaNote'),
    columns: [
      { label: words.say('team'), numeric: false },
      ...(
        [
          'attainment',
          'goal',
          'lastWeek',
          'firstResponse',
          'nextResponse',
          'resolution',
          'breached',
          'decided',
        ] as const
      ).map((id) => ({ label: words.say(id), numeric: true })),
    ],
    rows: rows.map((row) => ({
      cells: [
        words.member('team', row.team),
        share(row.attainment),
        share(row.goal),
        share(row.before),
        share(row.firstResponse),
        share(row.nextResponse),
        share(row.resolution),
        words.value('sla_breached', row.breached),
        words.value('count', row.n),
      ],
      tone:
        row.attainment === null || row.goal === null
          ? 'neutral'
          : row.attainment < row.goal
            ? 'worse'
            : 'better',
    })),
    nothing: words.say('noClocks'),
  }
}

function openTable({ open, openByTeam, week, asOf, complete }: WeeklyFigures, words: Words): Block {
  const row = (one: OpenWork, name: string) => ({
    cells: [
      name,
      words.value('backlog_open', one.open),
      words.value('backlog_open', one.before),
      words.value('backlog_waiting', one.waiting),
      words.value('sla_overdue', one.overdue),
      words.value('backlog_age_median', one.medianAgeS),
      words.value('backlog_age_oldest', one.oldestAgeS),
    ],
    tone: (one.overdue ?? 0) > 0 ? ('worse' as const) : ('neutral' as const),
  })
  return {
    kind: 'table',
    id: 'open',
    title: words.say('open'),
    note: words.say('openNote', { at: words.date(complete ? week.to : asOf, 'weekdayTime') }),
    columns: [
      { label: words.say('team'), numeric: false },
      ...(['openCount', 'lastWeek', 'waiting', 'overdue', 'medianAge', 'oldest'] as const).map((id) => ({
        label: words.say(id),
        numeric: true,
      })),
    ],
    rows:
      openByTeam.length === 0
        ? []
        : [
            row(open, words.say('allTeams')),
            ...openByTeam.map((one) => row(one, words.member('team', one.team ?? null))),
          ],
    nothing: words.say('nothingOpen'),
  }
}

function notesTable({ notes }: WeeklyFigures, words: Words): Block {
  return {
    kind: 'table',
    id: 'notes',
    title: words.say('notes'),
    note: words.say('notesNote'),
    columns: [
      { label: words.say('when'), numeric: false },
      { label: words.say('what'), numeric: false },
    ],
    rows: notes.map(({ from, text }) => ({
      cells: [words.date(from, 'weekdayTime'), text],
      tone: 'neutral' as const,
    })),
    nothing: words.say('noNotes'),
  }
}

/**
 * Folds the service-desk log (one row per update of an incident, each the full state) into a few figures, with no
 * code of the product and no dependency, so that an import of the same file has something to agree with.
 *
 *   node test/independent/incidents.mjs ../shared/data/incidents-sample.csv
 *
 * Decisions: a row holds from `sys_updated_at` on (UTC), ties in order of `sys_mod_count`. Resolved and Closed are
 * solved; Resolved then Closed changes nothing; Closed straight from open is solved at that instant. Back from solved
 * to anything else is one reopening. A ticket begins at `opened_at`, even where an update is dated earlier. Full
 * resolution is opened → last time it became solved, and a ticket that is open at the end has none.
 */
import { readFileSync } from 'node:fs'

const [header, ...lines] = readFileSync(process.argv[2], 'utf8').trim().split(/\r?\n/)
const names = header.split(',')
const column = (name) => names.indexOf(name)
const instant = (text) => {
  const [, day, month, year, hour, minute] = text.match(/^(\d\d)-(\d\d)-(\d{4}) (\d\d):(\d\d)$/).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute) / 1000
}

const tickets = new Map()
for (const line of lines) {
  const cells = line.split(',')
  const update = {
    at: instant(cells[column('sys_updated_at')]),
    sequence: Number(cells[column('sys_mod_count')]),
    opened: instant(cells[column('opened_at')]),
    solved: ['Resolved', 'Closed'].includes(cells[column('incident_state')]),
  }
  const number = cells[column('number')]
  tickets.set(number, [...(tickets.get(number) ?? []), update])
}

const folded = [...tickets.values()].map((updates) => {
  updates.sort((a, b) => a.at - b.at || a.sequence - b.sequence)
  const ticket = {
    opened: Math.min(...updates.map((u) => u.opened)),
    first: null,
    last: null,
    solved: false,
    reopened: 0,
  }
  for (const update of updates) {
    if (update.solved && !ticket.solved) {
      ticket.first ??= update.at
      ticket.last = update.at
    }
    if (!update.solved && ticket.solved) ticket.reopened++
    ticket.solved = update.solved
  }
  return { ...ticket, early: updates.some((u) => u.at < u.opened) }
})

const sum = (values) => values.reduce((total, value) => total + value, 0)
const mean = (values) => sum(values) / values.length
const solved = folded.filter((t) => t.solved)
console.log(
  JSON.stringify(
    {
      rows: lines.length,
      tickets: folded.length,
      solved: solved.length,
      ever_solved: folded.filter((t) => t.last !== null).length,
      reopenings: sum(folded.map((t) => t.reopened)),
      tickets_reopened: folded.filter((t) => t.reopened > 0).length,
      solved_cycles: sum(folded.map((t) => t.reopened)) + solved.length,
      mean_first_resolution_s: mean(solved.map((t) => t.first - t.opened)),
      mean_full_resolution_s: mean(solved.map((t) => t.last - t.opened)),
      sum_full_resolution_s: sum(solved.map((t) => t.last - t.opened)),
      tickets_with_an_update_before_opening: folded.filter((t) => t.early).length,
      tickets_solved_before_opening: folded.filter((t) => t.first !== null && t.first < t.opened).length,
      choice:
        'full resolution: opened to last solved, over tickets that are solved at the end; open ones have none',
    },
    null,
    2,
  ),
)

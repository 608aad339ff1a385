/** Who stands by, once the shifts are known: a small integer programme, solved to its end. */
import type { Highs } from 'highs'
import { dayOf, minutesOf } from '../../calendars/days.ts'
import { instantText } from '../../instant-text.ts'
import type { Horizon } from '../model/horizon.ts'
import type { Problem } from '../model/problem.ts'
import type { DutyTurn, Shift } from '../model/roster.ts'

/** Turns, and what the duties left open cost at least, whatever the shifts. */
export function assignDuties(
  highs: Highs,
  problem: Problem,
  horizon: Horizon,
  shifts: readonly Shift[],
  given: readonly DutyTurn[],
): { turns: DutyTurn[]; cost: number; bound: number } {
  const open = turnsOf(problem, horizon)
  if (open.length === 0) return { turns: [], cost: 0, bound: 0 }
  const free = (turn: Open, person: string) =>
    !shifts.some(
      (shift) =>
        shift.person === person &&
        Date.parse(shift.start) < turn.endMs &&
        turn.startMs < Date.parse(shift.end),
    )
  const isGiven = (turn: Open, person: string) =>
    given.some((one) => one.person === person && one.duty === turn.duty.id && one.date === turn.date)
  const taken = solveDuties(highs, open, free, isGiven)
  const missing = open.reduce((sum, { duty }) => sum + duty.people, 0) - taken.length
  const atLeast = solveDuties(highs, open, () => true, isGiven).length
  const all = open.reduce((sum, { duty }) => sum + duty.people, 0)
  return {
    turns: taken.map(({ turn, person }) => ({
      person,
      duty: turn.duty.id,
      date: turn.date,
      start: instantText(turn.startMs),
      end: instantText(turn.endMs),
      ...(isGiven(turn, person) ? { pinned: true } : {}),
    })),
    cost: missing * problem.prices.duty,
    bound: (all - atLeast) * problem.prices.duty,
  }
}

interface Open {
  duty: Problem['on_call'][number]
  date: string
  week: number
  startMs: number
  endMs: number
  able: string[]
}

function turnsOf(problem: Problem, horizon: Horizon): Open[] {
  const first = dayOf(problem.from) as number
  return horizon.days.flatMap((day, d) =>
    problem.on_call
      .filter(({ days }) => days.includes(day.weekday))
      .map((duty): Open => {
        const [start, end] = [minutesOf(duty.start), minutesOf(duty.end)]
        const startMs = horizon.instant(d, start)
        const endMs = horizon.instant(d, end > start ? end : end + 1440)
        const able = problem.people.filter(
          (person) =>
            person.on_call &&
            (duty.skill === undefined || person.skills.includes(duty.skill)) &&
            !person.leave.some(
              ({ from, to }) =>
                startMs < horizon.instant((dayOf(to) as number) + 1 - first, 0) &&
                horizon.instant((dayOf(from) as number) - first, 0) < endMs,
            ),
        )
        return { duty, date: day.date, week: day.week, startMs, endMs, able: able.map(({ id }) => id) }
      }),
  )
}

/** As many turns as can be, and among those the most even; those that are given are among them. */
function solveDuties(
  highs: Highs,
  open: readonly Open[],
  free: (turn: Open, person: string) => boolean,
  isGiven: (turn: Open, person: string) => boolean,
): { turn: Open; person: string }[] {
  const columns = open.flatMap((turn) =>
    turn.able.filter((id) => free(turn, id)).map((person) => ({ turn, person })),
  )
  if (columns.length === 0) return []
  const rows = new Map<string, { most: number; columns: number[] }>()
  const bind = (key: string, most: number, column: number) => {
    const row = rows.get(key) ?? { most, columns: [] }
    row.columns.push(column)
    rows.set(key, row)
  }
  columns.forEach(({ turn, person }, i) => {
    bind(`turn ${turn.duty.id} ${turn.date}`, turn.duty.people, i)
    bind(`week ${turn.duty.id} ${person} ${turn.week}`, turn.duty.per_week, i)
    columns.slice(i + 1).forEach((other, j) => {
      if (other.person !== person || other.turn.startMs >= turn.endMs || turn.startMs >= other.turn.endMs)
        return
      // Two at once are nobody's but by hand.
      if (isGiven(turn, person) && isGiven(other.turn, person)) return
      const key = `both ${i} ${i + 1 + j}`
      bind(key, 1, i)
      bind(key, 1, i + 1 + j)
    })
  })
  // Each further turn of a person weighs a little more: levels taken one after the other.
  const people = [...new Set(columns.map(({ person }) => person))]
  const levels = Math.min(31, open.length)
  const count = columns.length + people.length * levels
  const entries: number[][] = []
  const lower: number[] = []
  const upper: number[] = []
  for (const row of rows.values()) {
    entries.push(row.columns)
    lower.push(-highs.infinity)
    upper.push(row.most)
  }
  const matrix = { starts: [0], indices: [] as number[], values: [] as number[] }
  for (const row of entries) {
    matrix.indices.push(...row)
    matrix.values.push(...row.map(() => 1))
    matrix.starts.push(matrix.indices.length)
  }
  people.forEach((id, p) => {
    const own = columns.flatMap(({ person }, i) => (person === id ? [i] : []))
    const level = Array.from({ length: levels }, (_, l) => columns.length + p * levels + l)
    matrix.indices.push(...own, ...level)
    matrix.values.push(...own.map(() => 1), ...level.map(() => -1))
    matrix.starts.push(matrix.indices.length)
    lower.push(0)
    upper.push(0)
  })
  const reward = 1000
  const numRows = lower.length
  return highs.withModel(
    {
      numCols: count,
      numRows,
      colCost: Array.from({ length: count }, (_, c) =>
        c < columns.length ? -reward : ((c - columns.length) % levels) + 1,
      ),
      colLower: Float64Array.from({ length: count }, (_, c) => {
        const column = columns[c]
        return column && isGiven(column.turn, column.person) ? 1 : 0
      }),
      colUpper: new Float64Array(count).fill(1),
      rowLower: lower,
      rowUpper: upper,
      matrix: { format: 'csr', numRows, numCols: count, ...matrix },
      integrality: new Int32Array(count).fill(highs.constants.variableType.integer),
    },
    (model) => {
      model.options.set({ output_flag: false, time_limit: 5, mip_rel_gap: 0 })
      model.run()
      const { colValue } = model.getSolution()
      return columns.filter((_, i) => (colValue[i] ?? 0) > 0.5)
    },
  )
}

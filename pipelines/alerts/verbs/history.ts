import type { Engine } from '../../engine/port.ts'
import type { Labels } from '../alert.ts'

export interface Incident {
  rule: string
  labels: Labels
  from: string
  to: string | null
  value: number | null
}

type TurnRow = { rule: string; labels: string; happened_at: string; turn: string; value: number | null }

/** When alerts fired within `[from, to)`, the latest first and at most 1,000. */
export async function alertHistory(
  engine: Engine,
  input: { rule?: string | undefined; from: string; to: string },
): Promise<Incident[]> {
  const rows = await engine.rows<TurnRow>(
    `select rule, labels, happened_at, turn, value from alert_turn
     where turn in ('fired', 'resolved') and happened_at < $2::timestamp and ($3::varchar is null or rule = $3)
       and happened_at >= $1::timestamp - interval '90 days'
     order by happened_at`,
    [input.from, input.to, input.rule ?? null],
  )
  const open = new Map<string, Incident>()
  const done: Incident[] = []
  for (const { rule, labels, happened_at, turn, value } of rows) {
    const key = `${rule} ${labels}`
    if (turn === 'fired') {
      open.set(key, { rule, labels: JSON.parse(labels) as Labels, from: happened_at, to: null, value })
      continue
    }
    const incident = open.get(key)
    open.delete(key)
    if (incident && happened_at >= input.from) done.push({ ...incident, to: happened_at })
  }
  return [...done, ...open.values()].sort((a, b) => (a.from < b.from ? 1 : -1)).slice(0, 1000)
}

/** A made-up support team of any size with the demand that fits it, for the bench and for tests. */

import { seeded } from '../seeded.ts'
import { type Problem, parseProblem } from './model/problem.ts'

/** People are numbered; a third serve two skills, some work part-time, have wishes, leave or limited hours. */
export function sampleTeam(people: number, seed = 7): Problem {
  const random = seeded(seed)
  const weekday = ['mon', 'tue', 'wed', 'thu', 'fri']
  const team = Array.from({ length: people }, (_, i) => {
    const contract = [40, 40, 38.5, 38.5, 30, 20][Math.floor(random() * 6)] as number
    const skills = i % 3 === 0 ? ['phone', 'chat'] : i % 3 === 1 ? ['phone'] : ['chat']
    const wishes = []
    if (random() < 0.35) wishes.push({ want: 'off', days: [weekday[Math.floor(random() * 5)]] })
    if (random() < 0.2) wishes.push({ want: 'not_pattern', pattern: 'late' })
    if (random() < 0.2) wishes.push({ want: 'off', days: ['sat', 'sun'], weight: 0.5 })
    const leave = random() < 0.08 ? [{ from: '2026-12-09', to: '2026-12-10' }] : []
    const part = contract <= 20 && random() < 0.7
    return {
      id: `p${String(i + 1).padStart(3, '0')}`,
      skills,
      contract_hours: contract,
      wishes,
      leave,
      on_call: i % 5 === 0,
      ...(part ? { availability: [{ days: [...weekday, 'sat'], from: '08:00', to: '15:00' }] } : {}),
    }
  })
  const hours = team.reduce((sum, { contract_hours }) => sum + contract_hours, 0)
  return parseProblem({
    zone: 'Europe/Berlin',
    from: '2026-12-07',
    days: 7,
    step_minutes: 30,
    people: team,
    patterns: [
      { id: 'early', start: '07:00', end: '15:30' },
      { id: 'day', start: { from: '08:00', to: '11:00', every: 30 }, hours: { from: 7, to: 9, every: 0.5 } },
      { id: 'late', start: { from: '12:30', to: '13:30', every: 30 }, hours: 8.5, unpopular: 1 },
      { id: 'short', start: { from: '08:00', to: '17:00', every: 60 }, hours: { from: 4, to: 6, every: 1 } },
    ],
    requirement: [
      { skill: 'phone', from: '2026-12-07T00:00', agents: demand(hours * 0.55, random) },
      { skill: 'chat', from: '2026-12-07T00:00', agents: demand(hours * 0.45, random) },
    ],
  })
}

/** Two peaks a day from 07:00 to 22:00, less at the weekend, whole agents that add up to about `hours`. */
function demand(hours: number, random: () => number): number[] {
  const shape: number[] = []
  for (let day = 0; day < 7; day++) {
    const level = day === 5 ? 0.5 : day === 6 ? 0.35 : day === 0 ? 1.2 : 1
    for (let slot = 0; slot < 48; slot++) {
      const hour = slot / 2
      const open = hour >= 7 && hour < 22
      const peaks = Math.exp(-(((hour - 10.5) / 2.2) ** 2)) + 0.75 * Math.exp(-(((hour - 16) / 2.6) ** 2))
      shape.push(open ? level * (0.18 + peaks) * (0.92 + 0.16 * random()) : 0)
    }
  }
  const sum = shape.reduce((all, one) => all + one, 0) / 2
  return shape.map((one) => (one === 0 ? 0 : Math.max(1, Math.round((one * hours) / sum))))
}

import { describe, expect, it } from 'vitest'
import { remainingOf } from './remaining.ts'

const asOf = Date.parse('2026-11-20T16:00:00Z')
const at = (minutes: number) => new Date(asOf + minutes * 60_000).toISOString()

describe('what a clock still has', () => {
  it('counts down the wall clock while nothing closes before it is due', () => {
    const row = { dueAt: at(20), remainingBusinessS: 1200, state: 'running' } as const
    expect(remainingOf(row, asOf, asOf + 61_000)).toEqual({ seconds: 1139, business: false, urgency: 'soon' })
  })

  it('stands still in business seconds over a closing', () => {
    const row = { dueAt: at(16 * 60), remainingBusinessS: 3600, state: 'running' } as const
    expect(remainingOf(row, asOf, asOf + 600_000)).toEqual({
      seconds: 3600,
      business: true,
      urgency: 'later',
    })
  })

  it('is soon by business time however far the due instant is', () => {
    const row = { dueAt: at(60 * 60), remainingBusinessS: 900, state: 'running' } as const
    expect(remainingOf(row, asOf, asOf).urgency).toBe('soon')
  })

  it('is breached once due, even before the server says so', () => {
    const row = { dueAt: at(1), remainingBusinessS: 60, state: 'running' } as const
    expect(remainingOf(row, asOf, asOf + 61_000)).toMatchObject({ seconds: -1, urgency: 'breached' })
    const overdue = { dueAt: at(-60), remainingBusinessS: -3600, state: 'overdue' } as const
    expect(remainingOf(overdue, asOf, asOf)).toMatchObject({ seconds: -3600, urgency: 'breached' })
  })
})

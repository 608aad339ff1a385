import { describe, expect, it } from 'vitest'
import { companyDays } from './days.ts'
import { tellStories } from './stories.ts'

const berlin = companyDays().eu
const day = (at: number) => berlin.at(at).date

describe('tellStories', () => {
  it('lays the stories out from the end', () => {
    const stories = tellStories(Date.parse('2026-11-20'), berlin, 365)
    expect(new Date(stories.startsAt).toISOString()).toBe('2025-11-20T00:00:00.000Z')
    expect(new Date(stories.outageFrom).toISOString()).toBe('2026-09-13T22:00:00.000Z')
    expect(new Date(stories.outageTo).toISOString()).toBe('2026-09-20T22:00:00.000Z')
    expect(stories.campaigns.map((campaign) => day(campaign.startsAt))).toEqual(['2026-04-30', '2026-10-15'])
    expect(day(stories.botFrom)).toBe('2026-06-01')
  })

  it('takes the June before, while the last one is less than a month old', () => {
    const botFrom = (end: string) => day(tellStories(Date.parse(end), berlin, 365).botFrom)
    expect(botFrom('2026-06-20')).toBe('2025-06-01')
    expect(botFrom('2026-07-05')).toBe('2026-06-01')
    expect(botFrom('2027-01-05')).toBe('2026-06-01')
  })
})

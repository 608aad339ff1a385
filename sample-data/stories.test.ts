import { describe, expect, it } from 'vitest'
import { ACCOUNTS, PLAIN_ACCOUNT } from './company/company.ts'
import { companyDays, DAY, HOUR } from './company/days.ts'
import { tellStories } from './company/stories.ts'
import { generate } from './generate.ts'
import { read, type Thread, type Told } from './reading.ts'
import { kept, median, minutes, type Turn, turnsOf } from './turns.ts'

/** The stories of README.md, each found in the raw deliveries of one sample. */
const endsAt = Date.parse('2026-11-20')
const berlin = companyDays().eu
const stories = tellStories(endsAt, berlin, 365)
const reading = read(generate({ messages: 100_000, seed: 1, endsAt }))
const threads = [...reading.threads.values()]
const turns = turnsOf(reading, berlin, endsAt).filter(
  ({ outcome }) => outcome !== 'bot' && outcome !== 'gone',
)

const weekday = (at: number) => berlin.at(at).weekday
const attainment = (some: readonly Turn[]) => {
  const decided = some.map(kept).filter((met) => met !== null)
  return decided.filter((met) => met).length / decided.length
}
const asked = (from: number, to: number) => turns.filter(({ askedAt }) => askedAt >= from && askedAt < to)
const told = (what: Told['what'], some: readonly Thread[] = threads) =>
  some.flatMap((thread) => thread.told.filter((one) => one.what === what))
const within = (some: readonly Told[], from: number, to: number) =>
  some.filter(({ at }) => at >= from && at < to)
const content = (ratings: readonly Told[]) =>
  ratings.filter(({ score }) => score >= 4).length / ratings.length
const inbound = told('inbound')
/** Conversations that the inbox tool made a ticket of. */
const opened = told('status').filter(({ agent }) => agent === 'customer')
const count = (kind: string) => reading.byKind.get(kind) ?? 0
const ordinary = (at: number) =>
  (at < stories.outageFrom || at > stories.outageTo + 7 * DAY) &&
  at < stories.illnessFrom &&
  !berlin.at(at).holiday

describe('the year as a whole', () => {
  it('keeps most promises, not all', () => {
    expect(attainment(turns)).toBeGreaterThan(0.85)
    expect(attainment(turns)).toBeLessThan(0.92)
    expect(attainment(turns.filter(({ isFirst }) => isFirst))).toBeLessThan(0.9)
  })

  it('leaves four in five customers content', () => {
    expect(content(told('rating'))).toBeGreaterThan(0.78)
    expect(content(told('rating'))).toBeLessThan(0.88)
    const rate = told('rating').length / told('survey').length
    expect(rate).toBeGreaterThan(0.25)
    expect(rate).toBeLessThan(0.42)
  })

  it('repeats two deliveries in a hundred and is late with one', () => {
    expect(reading.repeats / reading.deliveries).toBeCloseTo(0.02, 2)
    expect(reading.late / reading.deliveries).toBeCloseTo(0.01, 2)
  })

  it('is about WhatsApp first', () => {
    const talks = threads.filter(({ channel }) => channel === 'whatsapp')
    const onWhatsApp = told('status', talks).filter(({ agent }) => agent === 'customer').length
    expect(onWhatsApp / opened.length).toBeGreaterThan(0.5)
    expect(onWhatsApp / opened.length).toBeLessThan(0.65)
    expect(new Set(threads.map(({ channel }) => channel))).toEqual(
      new Set(['whatsapp', 'email', 'chat', 'phone']),
    )
  })
})

describe('README stories', () => {
  it('understaffed Mondays: promises are broken more often than from Tuesday to Friday', () => {
    const ofDay = (day: number) =>
      turns.filter(({ askedAt }) => weekday(askedAt) === day && ordinary(askedAt))
    const rest = attainment([2, 3, 4, 5].flatMap(ofDay))
    expect(rest - attainment(ofDay(1))).toBeGreaterThan(0.04)
    const hours = (day: number) =>
      ofDay(day).reduce((sum, turn) => sum + turn.businessSeconds, 0) / ofDay(day).length
    expect(hours(1)).toBeGreaterThan(1.3 * hours(3))
  })

  it('the outage week: twice and a half the conversations, about one thing, answered late, badly rated', () => {
    const { outageFrom, outageTo } = stories
    const week = within(opened, outageFrom, outageTo).length
    const before = within(opened, outageFrom - 28 * DAY, outageFrom).length
    const usual = (before + within(opened, outageTo + 7 * DAY, outageTo + 21 * DAY).length) / 6
    expect(week / usual).toBeGreaterThan(2.2)
    expect(week / usual).toBeLessThan(3)
    const askedThen = asked(outageFrom, outageTo)
    const about = askedThen.filter(({ facets }) => facets.topic === 'app-login').length
    expect(about / askedThen.length).toBeGreaterThan(0.5)
    const around = attainment([
      ...asked(outageFrom - 28 * DAY, outageFrom),
      ...asked(outageTo + 7 * DAY, outageTo + 21 * DAY),
    ])
    expect(around - attainment(asked(outageFrom, outageTo))).toBeGreaterThan(0.1)
    const ratings = told('rating')
    const usually = content(within(ratings, outageFrom - 60 * DAY, outageFrom))
    expect(usually - content(within(ratings, outageFrom, outageTo))).toBeGreaterThan(0.04)
  })

  it('two campaigns: templates in one morning, and a wave of replies', () => {
    for (const { startsAt, account } of stories.campaigns) {
      const sends = reading.marketing.filter(({ at }) => Math.abs(at - startsAt - HOUR) < 1.1 * HOUR)
      expect(sends.length).toBeGreaterThan(700)
      expect(new Set(sends.map((send) => send.account))).toEqual(new Set([ACCOUNTS[account]?.phoneNumberId]))
      const advice = (from: number) =>
        asked(from, from + 12 * HOUR).filter(
          ({ facets, isFirst }) => isFirst && facets.topic === 'product-advice',
        ).length
      expect(advice(startsAt)).toBeGreaterThan(4 * Math.max(advice(startsAt - 7 * DAY), 1))
    }
  })

  it('the bot in June: none before, then it settles some, and its first week breaks promises', () => {
    const bots = told('bot')
    expect(bots.filter(({ at }) => at < stories.botFrom)).toEqual([])
    const settled = told('status').filter(({ value, agent }) => value === 'solved' && agent === 'bot').length
    const handed = told('handoff').length
    expect(settled / (settled + handed)).toBeGreaterThan(0.25)
    expect(settled / (settled + handed)).toBeLessThan(0.55)
    const firstWeek = attainment(asked(stories.botFrom, stories.botFrom + 7 * DAY))
    const july = attainment(asked(stories.botFrom + 30 * DAY, stories.botFrom + 60 * DAY))
    expect(july - firstWeek).toBeGreaterThan(0.08)
    expect(told('human').length / handed).toBeGreaterThan(0.2)
  })

  it('the bot annoys: those it handed over are less content than those who met people only', () => {
    const since = (thread: Thread) => thread.told.every(({ at }) => at >= stories.botFrom)
    const chats = threads.filter((thread) => since(thread) && thread.channel === 'chat')
    const handed = chats.filter((thread) => thread.told.some(({ what }) => what === 'handoff'))
    const before = threads.filter(
      (thread) => thread.channel === 'chat' && thread.told.every(({ at }) => at < stories.botFrom),
    )
    expect(content(told('rating', before)) - content(told('rating', handed))).toBeGreaterThan(0.03)
  })

  it('the slow team: returns takes longest of the German tier-1 teams', () => {
    const wait = (team: string) =>
      median(turns.filter((turn) => turn.facets.team === team && turn.outcome === 'answered').map(minutes))
    for (const team of ['front-desk', 'orders', 'payments'])
      expect(wait('returns')).toBeGreaterThan(2 * wait(team))
  })

  it('holidays: half as much happens', () => {
    const begun = (dates: readonly string[]) =>
      dates.flatMap((date) => {
        const { startsAt } = berlin.day(Date.parse(date) / DAY)
        return within(opened, startsAt, startsAt + DAY)
      }).length / dates.length
    const mondays = ['2026-03-30', '2026-04-13', '2026-05-11', '2026-05-18', '2026-06-08']
    expect(begun(['2026-04-06', '2026-05-25'])).toBeLessThan(0.75 * begun(mondays))
  })

  it('growth: more begins in autumn than in spring', () => {
    const begun = (from: string, to: string) => within(opened, Date.parse(from), Date.parse(to)).length
    expect(begun('2026-10-19', '2026-11-09') / begun('2026-03-02', '2026-03-23')).toBeGreaterThan(1.04)
  })

  it('illness in the last days: fewer promises kept than in the weeks before', () => {
    const last = attainment(asked(stories.illnessFrom, endsAt))
    const before = attainment(asked(stories.illnessFrom - 21 * DAY, stories.illnessFrom))
    expect(before - last).toBeGreaterThan(0.03)
  })

  it('the plain number: customers write and statuses come back, and the inbox tool knows nothing', () => {
    const plain = ACCOUNTS[PLAIN_ACCOUNT]?.phoneNumberId
    const there = threads.filter(({ account }) => account === plain)
    expect(there.length).toBeGreaterThan(300)
    expect(there.every(({ inInbox }) => !inInbox)).toBe(true)
    const answers = [...reading.outbound.values()].filter(({ key }) => key.startsWith(`${plain}:`))
    expect(answers.length).toBeGreaterThan(1000)
  })

  it('identities: user ids arrive, a few customers have nothing else, some change their number', () => {
    const ids = (from: number, to: number) => reading.identities.filter(({ at }) => at >= from && at < to)
    expect(ids(0, stories.userIdsFrom).some(({ userId }) => userId)).toBe(false)
    const late = ids(endsAt - 60 * DAY, endsAt)
    expect(late.every(({ userId }) => userId)).toBe(true)
    const nameless = late.filter(({ waId }) => !waId).length / late.length
    expect(nameless).toBeGreaterThan(0.005)
    expect(nameless).toBeLessThan(0.06)
    expect(count('in:system')).toBeGreaterThan(5)
  })

  it('everything else that support has: escalations, reopenings, merges, spam, calls, late and missing answers', () => {
    const tiers = threads.map((thread) => new Set(thread.told.flatMap(({ facets }) => facets.tier ?? [])))
    expect(tiers.filter((tier) => tier.size > 1).length).toBeGreaterThan(200)
    for (const kind of ['ticket.merged', 'ticket.spam', 'ticket.deleted'])
      expect(count(kind)).toBeGreaterThan(5)
    const tickets = threads.filter(({ key }) => key.startsWith('ticket:'))
    const reopened = tickets.filter((thread) => reopens(thread)).length / tickets.length
    expect(reopened).toBeGreaterThan(0.03)
    expect(reopened).toBeLessThan(0.12)
    const calls = told('call')
    expect(calls.filter(({ value }) => value === 'true').length / calls.length).toBeGreaterThan(0.8)
    const outside = inbound.filter(({ at }) => {
      const hour = (at - berlin.at(at).startsAt) / HOUR
      return weekday(at) > 5 || hour < 8 || hour >= 18
    })
    expect(outside.length / inbound.length).toBeGreaterThan(0.35)
    const states = [...reading.outbound.values()].map((message) => message.states)
    expect(states.filter((state) => state.has('failed')).length / states.length).toBeCloseTo(0.006, 2)
    expect(states.filter((state) => state.has('read')).length / states.length).toBeCloseTo(0.78, 1)
  })
})

function reopens(thread: Thread): boolean {
  const words = thread.told.filter(({ what }) => what === 'status').map(({ value }) => value)
  return words.some((word, n) => word === 'solved' && words[n + 1] === 'open')
}

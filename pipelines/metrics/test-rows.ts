/** Invented facts of a few weeks for tests: every table, removed rows, open ends and absent values among them. */
import { seeded } from '../seeded.ts'
import type { FactRow, FactRows } from './test-facts.ts'

const START = Date.UTC(2026, 2, 20)
const SPAN_S = 21 * 86_400

/** Durations are whole milliseconds, as in the facts. */
const wholeMs = (seconds: number) => Math.floor(seconds * 1000) / 1000

/** Always the same facts for the same seed; `tickets` tickets with what belongs to them. */
export function randomRows(seed: number, tickets: number): Required<FactRows> {
  const random = seeded(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const some = (share: number) => random() < share
  const upTo = (seconds: number) => wholeMs(-Math.log(1 - random()) * seconds)
  const rows: Record<keyof Required<FactRows>, FactRow[]> = {
    ticket: [],
    response: [],
    resolution: [],
    status_interval: [],
    sla_clock: [],
    rating: [],
    survey: [],
    message: [],
    handoff: [],
    call: [],
    escalation: [],
  }
  for (let number = 1; number <= tickets; number += 1) {
    const createdS = Math.floor(random() * SPAN_S)
    const at = (seconds: number | null) => (seconds === null ? null : instant(createdS + seconds))
    const removed = some(0.08)
    const dimensions = () => ({
      scope_id: `scope:${number}`,
      ticket_key: `desk:${number}`,
      ticket_id: String(number),
      source: pick(['desk', 'inbox']),
      channel: pick(['whatsapp', 'email']),
      brand: pick(['north', 'south', null]),
      team: pick(['Billing', 'Sales', null]),
      assignee: pick(['agent-1', 'agent-2', null]),
      priority: pick(['urgent', 'high', 'normal', 'low', null]),
      tier: pick(['1', '2', null]),
      topic: pick(['delivery', 'refund', null]),
      removed,
    })
    const firstS = some(0.85) ? upTo(3_600) : null
    const solvedS = some(0.8) ? (firstS ?? 0) + upTo(86_400) : null
    const reopenedS = solvedS !== null && some(0.2) ? solvedS + upTo(40_000) : null
    const finallyS = reopenedS === null ? solvedS : some(0.7) ? reopenedS + upTo(40_000) : null
    const isOpen = reopenedS === null ? solvedS === null : finallyS === null
    const bot = some(0.5)
    rows.ticket.push({
      ...dimensions(),
      status: isOpen ? pick(['new', 'open', 'pending', 'on_hold']) : pick(['solved', 'closed']),
      created_at: at(0),
      opened_by: pick(['customer', 'agent']),
      first_inbound_at: some(0.9) ? at(0) : null,
      first_response_at: at(firstS),
      first_response_s: firstS,
      first_response_business_s: firstS === null ? null : wholeMs(firstS / 2),
      human_first_response_at: some(0.8) ? at(firstS) : null,
      human_first_response_s: firstS,
      human_first_response_business_s: firstS === null ? null : wholeMs(firstS / 3),
      first_solved_at: at(solvedS),
      last_solved_at: at(finallyS ?? solvedS),
      first_resolution_s: solvedS,
      first_resolution_business_s: solvedS === null ? null : wholeMs(solvedS / 3),
      full_resolution_s: finallyS ?? solvedS,
      full_resolution_business_s: solvedS === null ? null : wholeMs((finallyS ?? solvedS) / 3),
      pending_s: upTo(5_000),
      pending_business_s: upTo(2_000),
      reopen_count: reopenedS === null ? 0 : 1,
      reply_count: Math.floor(random() * 4),
      inbound_count: 1 + Math.floor(random() * 4),
      bot_reply_count: bot ? 2 : 0,
      handoff_count: bot && some(0.5) ? 1 : 0,
      one_touch: some(0.4),
      path: pick(['bot', 'bot_then_human', 'human']),
      bot_touched: bot,
      bot_contained: bot && some(0.5),
      human_requested: some(0.3),
      solved_by: solvedS === null ? null : pick(['agent-1', 'agent-2']),
      merged_into: removed && some(0.5) ? 'desk:1' : null,
      removed_at: removed ? at(upTo(50_000)) : null,
      policy: pick(['default', null]),
    })
    const cycle = (index: number, fromS: number, toS: number | null) => {
      rows.resolution.push({
        ...dimensions(),
        cycle: index,
        opened_at: at(fromS),
        solved_at: at(toS),
        duration_s: toS === null ? null : toS - fromS,
        business_s: toS === null ? null : wholeMs((toS - fromS) / 3),
        resolver: toS === null ? null : pick(['agent-1', 'agent-2']),
        reopened_by: index > 1 ? pick(['customer', 'agent', 'automation']) : null,
        since_solved_s: index > 1 ? upTo(80_000) : null,
      })
      const halfS = toS === null ? fromS + 900 : (fromS + toS) / 2
      rows.status_interval.push(
        { ...dimensions(), status: 'open', is_open: true, from_at: at(fromS), to_at: at(halfS) },
        {
          ...dimensions(),
          status: pick(['pending', 'on_hold']),
          is_open: true,
          from_at: at(halfS),
          to_at: at(toS),
        },
      )
    }
    cycle(1, 0, solvedS)
    if (reopenedS !== null) cycle(2, reopenedS, finallyS)
    if (solvedS !== null) {
      rows.status_interval.push({
        ...dimensions(),
        status: 'solved',
        is_open: false,
        from_at: at(solvedS),
        to_at: at(reopenedS),
      })
    }
    for (let turn = 1; turn <= 3; turn += 1) {
      const outcome = pick(['answered', 'answered', 'answered', 'solved', 'expired', 'open'])
      const askedS = turn * 4_000
      const waitedS = upTo(1_800)
      const answered = outcome === 'answered'
      rows.response.push({
        ...dimensions(),
        turn,
        asked_at: at(askedS),
        answered_at: answered ? at(askedS + waitedS) : null,
        ended_at: outcome === 'open' ? null : at(askedS + waitedS),
        outcome,
        responder_type: answered ? pick(['agent', 'bot', 'unknown']) : null,
        responder: answered ? pick(['agent-1', 'agent-2', null]) : null,
        response_s: answered ? waitedS : null,
        response_business_s: answered ? wholeMs(waitedS / 2) : null,
        is_first: turn === 1,
      })
    }
    for (const target of ['first_response', 'next_response', 'resolution']) {
      const state = removed ? 'removed' : pick(['met', 'met', 'breached', 'overdue', 'running'])
      const dueS = 600 + upTo(3_600)
      const late = state === 'breached' || state === 'overdue'
      const stoppedAt =
        state === 'met' ? at(wholeMs(dueS / 2)) : state === 'breached' ? at(dueS + upTo(900)) : null
      rows.sla_clock.push({
        ...dimensions(),
        target,
        cycle: 1,
        policy: 'default',
        started_at: at(0),
        due_at: at(dueS),
        breached_at: late ? at(dueS) : null,
        stopped_at: stoppedAt,
        over_at: stoppedAt,
        target_s: dueS,
        elapsed_s: state === 'met' ? wholeMs(dueS / 2) : dueS + upTo(900),
        state,
      })
    }
    for (let index = 0; index < 5; index += 1) {
      const inbound = some(0.5)
      const template = !inbound && some(0.4) ? pick(['order_update', 'reminder']) : null
      rows.message.push({
        ...dimensions(),
        message_key: `whatsapp:${number}-${index}`,
        sent_at: at(index * 1_500 + upTo(600)),
        direction: inbound ? 'inbound' : 'outbound',
        actor_type: inbound ? 'customer' : pick(['agent', 'bot', 'automation']),
        actor_id: inbound ? `customer-${number % 40}` : pick(['agent-1', 'agent-2']),
        visibility: inbound || some(0.8) ? 'public' : 'private',
        content_kind: pick(['text', 'image', null]),
        countable: inbound && some(0.8),
        is_reply: !inbound && some(0.6),
        is_campaign: !inbound && some(0.1),
        category: template && pick(['utility', 'marketing']),
        template,
        delivered_at: some(0.7) ? at(9_000) : null,
        read_at: some(0.4) ? at(9_500) : null,
        answered_at: some(0.3) ? at(4000) : null,
        failed: some(0.1),
        customer_id: some(0.95) ? `customer-${number % 40}` : null,
      })
    }
    const surveyed = some(0.6)
    const rated = surveyed && some(0.7)
    if (surveyed) {
      rows.survey.push({
        ...dimensions(),
        survey_id: `survey-${number}`,
        requested_at: at(90_000),
        answered: rated,
      })
    }
    if (rated) {
      const score = pick([0, 0.25, 0.5, 0.75, 1])
      rows.rating.push({
        ...dimensions(),
        survey_id: `survey-${number}`,
        rated_at: at(90_000 + upTo(9_000)),
        score,
        positive: score >= 0.75,
        comment_length: pick([null, 0, 42]),
        agent: pick(['agent-1', 'agent-2', null]),
        path: pick(['bot', 'human']),
      })
    }
    if (bot) {
      const humanS = some(0.7) ? upTo(900) : null
      rows.handoff.push({
        ...dimensions(),
        handed_at: at(300),
        answered_at: at(humanS === null ? null : 300 + humanS),
        to_human_s: humanS,
      })
    }
    if (some(0.3)) {
      rows.call.push({
        ...dimensions(),
        call_key: `call-${number}`,
        started_at: at(100),
        ended_at: some(0.9) ? at(400) : null,
        duration_s: upTo(300),
        direction: pick(['inbound', 'outbound']),
        answered: some(0.7),
      })
    }
    if (some(0.3)) {
      rows.escalation.push({
        ...dimensions(),
        escalated_at: at(200 + upTo(5000)),
        from_tier: '1',
        from_team: pick(['desk', 'orders']),
      })
    }
  }
  return rows
}

function instant(seconds: number): string {
  return new Date(START + Math.round(seconds * 1000)).toISOString()
}

/** The columns of the facts as `docs/architecture.md` promises them: what catalog entries may name, what drills show. */
export type ColumnType = 'text' | 'integer' | 'number' | 'instant' | 'boolean'

export type FactName =
  | 'ticket'
  | 'response'
  | 'resolution'
  | 'status_interval'
  | 'sla_clock'
  | 'rating'
  | 'survey'
  | 'message'
  | 'handoff'
  | 'call'
  | 'escalation'

export type FactColumns = Readonly<Record<string, ColumnType>>

const TICKET_DIMENSIONS = {
  source: 'text',
  channel: 'text',
  brand: 'text',
  team: 'text',
  assignee: 'text',
  priority: 'text',
  tier: 'text',
  topic: 'text',
} as const satisfies FactColumns

/** Every fact starts with these; `ticket_key` is `source:ticket_id`. */
const HEAD = { scope_id: 'text', ticket_key: 'text', ticket_id: 'text' } as const satisfies FactColumns

const fact = (columns: FactColumns): FactColumns => ({
  ...HEAD,
  ...columns,
  ...TICKET_DIMENSIONS,
  removed: 'boolean',
})

/** Fact → column → type, instants being UTC. */
export const FACTS: Readonly<Record<FactName, FactColumns>> = {
  ticket: fact({
    status: 'text',
    created_at: 'instant',
    opened_by: 'text',
    first_inbound_at: 'instant',
    waiting_since: 'instant',
    last_activity_at: 'instant',
    first_response_at: 'instant',
    first_response_s: 'number',
    first_response_business_s: 'number',
    human_first_response_at: 'instant',
    human_first_response_s: 'number',
    human_first_response_business_s: 'number',
    first_solved_at: 'instant',
    last_solved_at: 'instant',
    first_resolution_s: 'number',
    first_resolution_business_s: 'number',
    full_resolution_s: 'number',
    full_resolution_business_s: 'number',
    pending_s: 'number',
    pending_business_s: 'number',
    reopen_count: 'integer',
    reply_count: 'integer',
    inbound_count: 'integer',
    bot_reply_count: 'integer',
    handoff_count: 'integer',
    one_touch: 'boolean',
    path: 'text',
    bot_touched: 'boolean',
    bot_contained: 'boolean',
    human_requested: 'boolean',
    first_handoff_at: 'instant',
    solved_by: 'text',
    csat_score: 'number',
    merged_into: 'text',
    removed_at: 'instant',
    removed_reason: 'text',
    window_expires_at: 'instant',
    policy: 'text',
    policy_version: 'integer',
    settles_at: 'instant',
  }),
  response: fact({
    turn: 'integer',
    asked_at: 'instant',
    answered_at: 'instant',
    ended_at: 'instant',
    outcome: 'text',
    responder_type: 'text',
    responder: 'text',
    response_s: 'number',
    response_business_s: 'number',
    is_first: 'boolean',
  }),
  resolution: fact({
    cycle: 'integer',
    opened_at: 'instant',
    solved_at: 'instant',
    duration_s: 'number',
    business_s: 'number',
    resolver: 'text',
    reopened_by: 'text',
    since_solved_s: 'number',
  }),
  status_interval: fact({
    status: 'text',
    is_open: 'boolean',
    from_at: 'instant',
    to_at: 'instant',
    duration_s: 'number',
  }),
  sla_clock: fact({
    target: 'text',
    cycle: 'integer',
    policy: 'text',
    policy_version: 'integer',
    calendar: 'text',
    calendar_version: 'integer',
    started_at: 'instant',
    due_at: 'instant',
    breached_at: 'instant',
    stopped_at: 'instant',
    over_at: 'instant',
    target_s: 'number',
    elapsed_s: 'number',
    paused_s: 'number',
    state: 'text',
  }),
  rating: fact({
    survey_id: 'text',
    rated_at: 'instant',
    score: 'number',
    scale_min: 'number',
    scale_max: 'number',
    comment_length: 'integer',
    positive: 'boolean',
    agent: 'text',
    path: 'text',
  }),
  survey: fact({ survey_id: 'text', requested_at: 'instant', answered: 'boolean' }),
  message: fact({
    message_key: 'text',
    sent_at: 'instant',
    direction: 'text',
    actor_type: 'text',
    actor_id: 'text',
    visibility: 'text',
    content_kind: 'text',
    content_length: 'integer',
    countable: 'boolean',
    is_reply: 'boolean',
    is_campaign: 'boolean',
    category: 'text',
    template: 'text',
    delivered_at: 'instant',
    read_at: 'instant',
    answered_at: 'instant',
    failed: 'boolean',
    customer_id: 'text',
  }),
  handoff: fact({ handed_at: 'instant', answered_at: 'instant', to_human_s: 'number' }),
  call: fact({
    call_key: 'text',
    started_at: 'instant',
    ended_at: 'instant',
    duration_s: 'number',
    direction: 'text',
    answered: 'boolean',
  }),
  escalation: fact({ escalated_at: 'instant', from_tier: 'text', from_team: 'text' }),
}

/** Dimensions that the 15-minute rollups are cut by. */
export const ROLLUP_DIMENSIONS = ['source', 'channel', 'brand', 'team', 'priority', 'tier'] as const

/** Facts with a rollup, `rollup_<fact>`. */
export const ROLLED_UP_FACTS = [
  'ticket',
  'response',
  'resolution',
  'rating',
  'message',
] as const satisfies FactName[]

const HIDDEN = new Set(['scope_id', 'customer_id', 'over_at'])

/** Columns that drilled rows show: all but the folding scope, the customer, and what only backlogs of clocks go by. */
export function shownColumns(name: FactName): string[] {
  return Object.keys(FACTS[name]).filter((column) => !HIDDEN.has(column))
}

-- grain:   one row per ticket, the removed ones included
-- reads:   ticket_state, response, rating, status_interval, sla_clock, run_clock
-- key:     ticket_key
-- order:   created_at

with

turns as (
    select
        ticket_no,
        min(case when turn = 1 then asked_at end) as first_asked_at,
        min(case when turn = 1 then asked_open_ms end) as first_asked_open_ms,
        min(case when turn = 1 then bot_word_at end) as bot_word_at,
        min(case when turn = 1 then bot_word_open_ms end) as bot_word_open_ms,
        min(case when is_first then asked_at end) as asked_at,
        min(case when is_first then asked_open_ms end) as asked_open_ms,
        min(case when is_first then answered_at end) as answered_at,
        min(case when is_first then ended_open_ms end) as answered_open_ms,
        min(case when responder_type = 'agent' then turn end) as human_turn,
        min_by(human_asked_at, case when responder_type = 'agent' then turn end) as human_asked_at,
        min_by(human_asked_open_ms, case when responder_type = 'agent' then turn end) as human_asked_open_ms,
        min_by(answered_at, case when responder_type = 'agent' then turn end) as human_answered_at,
        min_by(ended_open_ms, case when responder_type = 'agent' then turn end) as human_answered_open_ms,
        min(case when outcome = 'open' then asked_at end) as waiting_since,
        bool_or(outcome = 'expired') as has_expired
    from response
    group by ticket_no
),

-- any first response counts the bot's first word, where that came before the first closing answer
first_response as (
    select
        turns.*,
        coalesce(bot_word_at <= coalesce(answered_at, bot_word_at), false) as bot_was_first
    from turns
),

pending as (
    select
        status_interval.ticket_no,
        sum(date_diff('millisecond', status_interval.from_at, status_interval.to_at)) / 1000.0 as pending_s,
        sum(status_interval.to_open_ms - status_interval.from_open_ms) / 1000.0 as pending_business_s
    from status_interval
    inner join ticket_state on ticket_state.ticket_no = status_interval.ticket_no
    where status_interval.status = 'pending'
        and status_interval.to_at is not null
        and (ticket_state.last_solved_at is null or status_interval.to_at <= ticket_state.last_solved_at)
    group by status_interval.ticket_no
),

latest_rating as (
    select ticket_no, max_by(score, struct_pack(rated_at := rated_at, survey_id := survey_id)) as csat_score
    from rating
    group by ticket_no
),

clocks as (
    select
        ticket_no,
        min(settles_at) as next_settles_at,
        -- of the first promise that was made
        min_by(
            struct_pack(policy := policy, policy_version := policy_version),
            struct_pack(started_at := started_at, target := target, cycle := cycle)
        ) as promised
    from sla_clock
    group by ticket_no
),

-- put together before the many columns of the ticket come in: each join costs by the columns that it carries
extras as (
    select
        own.ticket_no,
        turns.* exclude (ticket_no),
        pending.pending_s,
        pending.pending_business_s,
        latest_rating.csat_score,
        clocks.next_settles_at,
        clocks.promised
    from (select ticket_no from ticket_state) as own
    left join first_response as turns on turns.ticket_no = own.ticket_no
    left join pending on pending.ticket_no = own.ticket_no
    left join latest_rating on latest_rating.ticket_no = own.ticket_no
    left join clocks on clocks.ticket_no = own.ticket_no
)

select
    state.scope_id,
    state.ticket_no,
    state.ticket_key,
    state.ticket_id,
    state.source,
    state.channel,
    state.brand,
    state.team,
    state.assignee,
    state.priority,
    state.tier,
    state.topic,
    state.status,
    state.created_at,
    state.opened_by,
    state.first_inbound_at,
    extras.waiting_since,
    state.last_activity_at,
    case when extras.bot_was_first then extras.bot_word_at else extras.answered_at end as first_response_at,
    date_diff(
        'millisecond',
        case when extras.bot_was_first then extras.first_asked_at else extras.asked_at end,
        case when extras.bot_was_first then extras.bot_word_at else extras.answered_at end
    ) / 1000.0 as first_response_s,
    case
        when extras.bot_was_first then extras.bot_word_open_ms - extras.first_asked_open_ms
        else extras.answered_open_ms - extras.asked_open_ms
    end / 1000.0 as first_response_business_s,
    extras.human_answered_at as human_first_response_at,
    date_diff('millisecond', extras.human_asked_at, extras.human_answered_at) / 1000.0 as human_first_response_s,
    (extras.human_answered_open_ms - extras.human_asked_open_ms) / 1000.0 as human_first_response_business_s,
    state.first_solved_at,
    state.last_solved_at,
    date_diff('millisecond', state.created_at, state.first_solved_at) / 1000.0 as first_resolution_s,
    (state.first_solved_open_ms - state.created_open_ms) / 1000.0 as first_resolution_business_s,
    case when state.status in ('solved', 'closed')
        then date_diff('millisecond', state.created_at, state.last_solved_at) / 1000.0 end as full_resolution_s,
    case when state.status in ('solved', 'closed')
        then (state.last_solved_open_ms - state.created_open_ms) / 1000.0 end as full_resolution_business_s,
    case when state.status in ('solved', 'closed')
        then (state.last_solved_open_ms - state.created_open_ms) / 1000.0 - coalesce(extras.pending_business_s, 0) end
        as full_resolution_active_business_s,
    coalesce(extras.pending_s, 0) as pending_s,
    coalesce(extras.pending_business_s, 0) as pending_business_s,
    cast(state.reopen_count as integer) as reopen_count,
    cast(state.reply_count as integer) as reply_count,
    cast(state.inbound_count as integer) as inbound_count,
    cast(state.bot_reply_count as integer) as bot_reply_count,
    case when state.first_handoff_at is null then 0 else 1 end as handoff_count,
    state.status in ('solved', 'closed') and state.reply_count = 1 and state.reopen_count = 0 as one_touch,
    case
        when state.bot_reply_count > 0 and state.reply_count > 0 then 'bot_then_human'
        when state.bot_reply_count > 0 then 'bot'
        when state.reply_count > 0 then 'human'
    end as path,
    state.bot_reply_count > 0 as bot_touched,
    state.bot_reply_count > 0 and state.reply_count = 0 and state.status in ('solved', 'closed')
        and state.reopen_count = 0
        and coalesce(state.next_inbound_at > state.last_solved_at + interval '24 hours', true)
        and not coalesce(extras.has_expired, false) as bot_contained,
    state.human_requested = 1 as human_requested,
    state.first_handoff_at,
    state.solved_by,
    extras.csat_score,
    state.merged_into,
    state.removed,
    state.removed_at,
    state.removed_reason,
    case when state.channel = 'whatsapp' then state.last_inbound_at + interval '24 hours' end as window_expires_at,
    extras.promised.policy,
    extras.promised.policy_version,
    least(
        extras.next_settles_at,
        state.next_moment_at,
        case when state.is_session and state.status not in ('solved', 'closed') then state.last_word_at + run_clock.idle end
    ) as settles_at
from ticket_state as state
cross join run_clock
inner join extras on extras.ticket_no = state.ticket_no

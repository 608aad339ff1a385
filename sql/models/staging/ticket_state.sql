-- grain:   one row per ticket
-- reads:   ticket_moment, moment, ticket_name, ticket_span, run_clock
-- key:     ticket_no
-- The ticket's latest attributes and whether it was removed (merged away, deleted, spam).

with

counts as (
    select
        ticket_no,
        max(moment_no) as last_no,
        min_by(source, moment_no) as source,
        max(occurred_at) as last_activity_at,
        min(case when asks then occurred_at end) as first_inbound_at,
        max(case when asks then occurred_at end) as last_inbound_at,
        count(case when is_reply then 1 end) as reply_count,
        count(case when asks then 1 end) as inbound_count,
        count(case when is_bot_answer then 1 end) as bot_reply_count,
        count(case when is_reply and actor_type = 'agent' then 1 end) as agent_reply_count,
        count(case when is_reopen then 1 end) as reopen_count,
        min(case when is_solve then state_at end) as first_solved_at,
        max(case when is_solve then state_at end) as last_solved_at,
        min(case when is_solve then state_open_ms end) as first_solved_open_ms,
        max(case when is_solve then state_open_ms end) as last_solved_open_ms,
        max(case when is_solve then moment_no end) as last_solve_no,
        min(case when type in ('ticket.created', 'message.created') then moment_no end) as first_word_no,
        min(case when type = 'ticket.handoff' then occurred_at end) as first_handoff_at,
        max(case when type = 'ticket.human_requested' then 1 else 0 end) as human_requested,
        -- told by a clock that is ahead: time alone brings it about
        min(case when occurred_at >= run_clock.as_of then occurred_at end) as next_moment_at,
        min(state_open_ms) as created_open_ms
    from ticket_moment
    cross join run_clock
    group by ticket_no
),

removal as (
    select
        ticket_moment.ticket_no,
        max_by(ticket_moment.type, ticket_moment.moment_no) as last_type,
        max_by(ticket_moment.occurred_at, ticket_moment.moment_no) as removed_at,
        max_by(moment.merged_into, ticket_moment.moment_no) as merged_into
    from ticket_moment
    inner join moment on moment.moment_id = ticket_moment.moment_id
    where ticket_moment.type in ('ticket.merged', 'ticket.deleted', 'ticket.spam', 'ticket.restored')
    group by ticket_moment.ticket_no
)

select
    counts.* exclude (last_no, last_solve_no, first_word_no),
    ticket_span.unit,
    ticket_span.scope_id,
    ticket_span.is_session,
    ticket_span.created_at,
    ticket_span.last_word_at,
    ticket_name.ticket_key,
    ticket_name.ticket_id,
    latest.team,
    latest.assignee,
    latest.channel,
    latest.brand,
    latest.priority,
    latest.tier,
    latest.topic,
    latest.status,
    case
        when solve.actor_type = 'agent' then coalesce(solve.actor_id, solve.assignee)
        when solve.actor_type = 'bot' then solve.actor_id
        else solve.assignee
    end as solved_by,
    solve.actor_type as solved_by_type,
    case when first_word.moment_no is not null then coalesce(first_word.actor_type, 'unknown') end as opened_by,
    coalesce(removal.last_type <> 'ticket.restored', latest.status in ('deleted', 'spam')) as removed,
    case
        when removal.last_type = 'ticket.merged' then 'merged'
        when removal.last_type = 'ticket.deleted' or latest.status = 'deleted' then 'deleted'
        when removal.last_type = 'ticket.spam' or latest.status = 'spam' then 'spam'
    end as removed_reason,
    case when coalesce(removal.last_type <> 'ticket.restored', latest.status in ('deleted', 'spam'))
        then coalesce(removal.removed_at, latest.occurred_at) end as removed_at,
    case when removal.last_type = 'ticket.merged' then removal.merged_into end as merged_into,
    lead(counts.first_inbound_at, 1, null) over (partition by ticket_span.unit order by ticket_span.created_at, counts.ticket_no)
        as next_inbound_at
from counts
inner join ticket_name on ticket_name.ticket_no = counts.ticket_no
inner join ticket_span on ticket_span.ticket_no = counts.ticket_no
inner join ticket_moment as latest
    on latest.ticket_no = counts.ticket_no and latest.moment_no = counts.last_no
left join ticket_moment as solve
    on solve.ticket_no = counts.ticket_no and solve.moment_no = counts.last_solve_no
left join ticket_moment as first_word
    on first_word.ticket_no = counts.ticket_no and first_word.moment_no = counts.first_word_no
left join removal on removal.ticket_no = counts.ticket_no

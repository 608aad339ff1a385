-- grain:   one row per ticket
-- reads:   ticket_moment
-- key:     ticket_no
-- The ticket's latest attributes and whether it was removed (merged away, deleted, spam).

with

latest as (
    select *
    from ticket_moment
    qualify row_number() over (partition by ticket_no order by moment_no desc) = 1
),

removal as (
    select
        ticket_no,
        max_by(type, moment_no) as last_type,
        max_by(occurred_at, moment_no) as removed_at,
        max_by(merged_into, moment_no) as merged_into
    from ticket_moment
    where type in ('ticket.merged', 'ticket.deleted', 'ticket.spam', 'ticket.restored')
    group by ticket_no
),

counts as (
    select
        ticket_no,
        min(scope_id) as scope_id,
        max(occurred_at) as last_activity_at,
        max(case when asks or is_reply or is_bot_answer then occurred_at end) as last_word_at,
        min(case when asks then occurred_at end) as first_inbound_at,
        max(case when asks then occurred_at end) as last_inbound_at,
        sum(case when is_reply then 1 else 0 end) as reply_count,
        sum(case when asks then 1 else 0 end) as inbound_count,
        sum(case when is_bot_answer then 1 else 0 end) as bot_reply_count,
        sum(case when is_reply and actor_type = 'agent' then 1 else 0 end) as agent_reply_count,
        sum(case when is_reopen then 1 else 0 end) as reopen_count,
        min(case when is_solve then state_at end) as first_solved_at,
        max(case when is_solve then state_at end) as last_solved_at,
        min(case when is_solve then state_open_ms end) as first_solved_open_ms,
        max(case when is_solve then state_open_ms end) as last_solved_open_ms,
        max_by(case when actor_type = 'agent' then coalesce(actor_id, assignee) when actor_type = 'bot' then actor_id else assignee end,
            case when is_solve then moment_no end) as solved_by,
        max_by(actor_type, case when is_solve then moment_no end) as solved_by_type,
        min_by(coalesce(actor_type, 'unknown'), case when type in ('ticket.created', 'message.created') then moment_no end)
            as opened_by,
        min(case when type = 'ticket.handoff' then occurred_at end) as first_handoff_at,
        max(case when type = 'ticket.human_requested' then 1 else 0 end) as human_requested,
        min(created_at) as created_at,
        min(created_open_ms) as created_open_ms
    from ticket_moment
    group by ticket_no
)

select
    counts.scope_id,
    latest.unit,
    latest.ticket_no,
    latest.ticket_key,
    latest.ticket_id,
    latest.is_session,
    latest.source,
    latest.channel,
    latest.brand,
    latest.team,
    latest.assignee,
    latest.priority,
    latest.tier,
    latest.topic,
    latest.status,
    counts.* exclude (ticket_no, scope_id),
    coalesce(removal.last_type <> 'ticket.restored', latest.status in ('deleted', 'spam')) as removed,
    case
        when removal.last_type = 'ticket.merged' then 'merged'
        when removal.last_type = 'ticket.deleted' or latest.status = 'deleted' then 'deleted'
        when removal.last_type = 'ticket.spam' or latest.status = 'spam' then 'spam'
    end as removed_reason,
    case when coalesce(removal.last_type <> 'ticket.restored', latest.status in ('deleted', 'spam'))
        then coalesce(removal.removed_at, latest.occurred_at) end as removed_at,
    case when removal.last_type = 'ticket.merged' then removal.merged_into end as merged_into,
    lead(counts.first_inbound_at, 1, null) over (partition by latest.unit order by counts.created_at, latest.ticket_key)
        as next_inbound_at
from latest
inner join counts on counts.ticket_no = latest.ticket_no
left join removal on removal.ticket_no = latest.ticket_no

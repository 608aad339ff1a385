-- grain:   one row per ticket
-- reads:   ticket_moment, ticket_name, ticket_span, removal
-- key:     ticket_no
-- The ticket's latest attributes and whether it was removed (merged away, deleted, spam).

with

counts as (
    select
        ticket_no,
        min_by(source, moment_no) as source,
        max(case when is_last then team end) as team,
        max(case when is_last then assignee end) as assignee,
        cast(max(case when is_last then channel end) as varchar) as channel,
        max(case when is_last then brand end) as brand,
        cast(max(case when is_last then priority end) as varchar) as priority,
        max(case when is_last then tier end) as tier,
        max(case when is_last then topic end) as topic,
        cast(max(case when is_last then status end) as varchar) as status,
        max(occurred_at) as last_activity_at,
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
        arg_max_null(
            case
                when actor_type = 'agent' then coalesce(actor_id, assignee)
                when actor_type = 'bot' then actor_id
                else assignee
            end,
            case when is_solve then moment_no end
        ) as solved_by,
        cast(
            min_by(
                coalesce(actor_type, cast('unknown' as actor_type)),
                case when type in ('ticket.created', 'message.created') then moment_no end
            ) as varchar
        ) as opened_by,
        min(case when type = 'ticket.handoff' then occurred_at end) as first_handoff_at,
        max(case when type = 'ticket.human_requested' then 1 else 0 end) as human_requested,
        min(state_open_ms) as created_open_ms
    from ticket_moment
    group by ticket_no
),

-- most customers have one ticket
next_inbound as (
    select
        ticket_no,
        lead(first_inbound_at, 1, null) over (partition by unit order by created_at, ticket_no) as next_inbound_at
    from ticket_span
    where unit in (select unit from ticket_span group by unit having count(*) > 1)
),

-- put together before the many columns come in: each join costs by the columns that it carries
own as (
    select
        ticket_span.ticket_no,
        ticket_span.unit,
        ticket_span.scope_id,
        ticket_span.is_session,
        ticket_span.created_at,
        ticket_span.first_inbound_at,
        ticket_span.last_word_at,
        ticket_span.next_moment_at,
        ticket_name.ticket_key,
        ticket_name.ticket_id,
        removal.last_type,
        removal.removed_at,
        removal.merged_into,
        next_inbound.next_inbound_at
    from ticket_span
    inner join ticket_name on ticket_name.ticket_no = ticket_span.ticket_no
    left join removal on removal.ticket_no = ticket_span.ticket_no
    left join next_inbound on next_inbound.ticket_no = ticket_span.ticket_no
)

select
    counts.*,
    own.* exclude (ticket_no, last_type, removed_at, merged_into),
    coalesce(own.last_type <> 'ticket.restored', counts.status in ('deleted', 'spam')) as removed,
    case
        when own.last_type = 'ticket.merged' then 'merged'
        when own.last_type = 'ticket.deleted' or counts.status = 'deleted' then 'deleted'
        when own.last_type = 'ticket.spam' or counts.status = 'spam' then 'spam'
    end as removed_reason,
    case when coalesce(own.last_type <> 'ticket.restored', counts.status in ('deleted', 'spam'))
        then coalesce(own.removed_at, counts.last_activity_at) end as removed_at,
    case when own.last_type = 'ticket.merged' then own.merged_into end as merged_into
from counts
inner join own on own.ticket_no = counts.ticket_no

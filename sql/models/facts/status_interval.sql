-- grain:   one row per stretch of a ticket with one status, team and assignee
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key, from_at, status, team, assignee
-- order:   from_at

with

changes as (
    select
        ticket_no, status, team, assignee,
        state_at as from_at,
        state_open_ms as from_open_ms,
        lead(state_at, 1, null) over in_order as to_at,
        lead(state_open_ms, 1, null) over in_order as to_open_ms
    from ticket_moment
    where changes_state
    window in_order as (partition by ticket_no order by moment_no)
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    cast(changes.status as varchar) as status,
    changes.status in ('new', 'open', 'pending', 'on_hold') as is_open,
    changes.from_at,
    changes.to_at,
    date_diff('millisecond', changes.from_at, changes.to_at) / 1000.0 as duration_s,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    changes.team,
    changes.assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    changes.from_open_ms,
    changes.to_open_ms,
    ticket_state.removed
from changes
inner join ticket_state on ticket_state.ticket_no = changes.ticket_no
where changes.to_at is null or changes.to_at > changes.from_at

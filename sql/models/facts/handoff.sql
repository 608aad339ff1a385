-- grain:   one row per ticket that a bot handed to a human (the first hand-over)
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key
-- when:    type = 'ticket.handoff'

with

first_handoff as (
    select
        ticket_no,
        min(moment_no) as moment_no,
        min(occurred_at) as handed_at,
        min(open_ms) as handed_open_ms,
        min_by(team, moment_no) as team,
        min_by(assignee, moment_no) as assignee
    from ticket_moment
    where type = 'ticket.handoff'
    group by ticket_no
),

first_reply as (
    select
        first_handoff.ticket_no,
        min(ticket_moment.occurred_at) as answered_at,
        min(ticket_moment.open_ms) as answered_open_ms
    from first_handoff
    inner join ticket_moment
        on ticket_moment.ticket_no = first_handoff.ticket_no
        and ticket_moment.is_reply
        and ticket_moment.moment_no > first_handoff.moment_no
    group by first_handoff.ticket_no
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    first_handoff.handed_at,
    first_reply.answered_at,
    date_diff('millisecond', first_handoff.handed_at, first_reply.answered_at) / 1000.0 as to_human_s,
    (first_reply.answered_open_ms - first_handoff.handed_open_ms) / 1000.0 as to_human_business_s,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    first_handoff.team,
    first_handoff.assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    ticket_state.removed
from first_handoff
inner join ticket_state on ticket_state.ticket_no = first_handoff.ticket_no
left join first_reply on first_reply.ticket_no = first_handoff.ticket_no

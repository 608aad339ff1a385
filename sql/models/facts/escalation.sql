-- grain:   one row per move of a ticket to a higher tier
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key, escalated_at, tier
-- when:    tier is not null
-- Tiers are ordered by their names: 1, 2, 3.

with

steps as (
    select
        ticket_no, state_at, tier, team, assignee, priority,
        lag(tier) over in_order as from_tier,
        lag(team) over in_order as from_team
    from ticket_moment
    where tier is not null
    window in_order as (partition by ticket_no order by moment_no)
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    steps.state_at as escalated_at,
    steps.from_tier,
    steps.from_team,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    steps.team,
    steps.assignee,
    cast(steps.priority as varchar) as priority,
    steps.tier,
    ticket_state.topic,
    ticket_state.removed
from steps
inner join ticket_state on ticket_state.ticket_no = steps.ticket_no
where steps.tier > steps.from_tier

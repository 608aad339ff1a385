-- grain:   one row per cycle of being open: from creation or a reopening to the next solving
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key, cycle
-- order:   opened_at

with

turning_points as (
    select
        ticket_no, moment_no, is_solve, is_reopen, state_at, state_open_ms, team, assignee, priority,
        channel, brand, tier, topic, actor_type,
        case when actor_type = 'agent' then coalesce(actor_id, assignee) when actor_type = 'bot' then actor_id else assignee end
            as resolver,
        max(case when is_solve then moment_no end) over through as solved_no,
        max(case when is_solve then state_at end) over through as solved_before_at,
        1 + count(case when is_reopen then 1 end) over through as cycle
    from ticket_moment
    where is_solve or is_reopen
    window through as (
        partition by ticket_no order by moment_no rows between unbounded preceding and current row
    )
),

-- a customer who writes again is why, whatever carried it out
asked_again as (
    select distinct reopening.ticket_no, reopening.moment_no
    from turning_points as reopening
    inner join ticket_moment as ask
        on ask.ticket_no = reopening.ticket_no
        and ask.asks
        and ask.moment_no > reopening.solved_no
        and ask.moment_no <= reopening.moment_no
    where reopening.is_reopen
),

cycles as (
    -- as the ticket was when all of its first instant had been told
    select
        ticket_no, 1 as cycle,
        state_at as opened_at, state_open_ms as opened_open_ms,
        priority as opened_priority, team as opened_team, channel as opened_channel, brand as opened_brand,
        tier as opened_tier, topic as opened_topic,
        cast(null as varchar) as reopened_by, cast(null as timestamp) as solved_before_at
    from ticket_moment
    where is_birth
    union all
    select
        reopening.ticket_no, reopening.cycle, reopening.state_at, reopening.state_open_ms,
        reopening.priority, reopening.team, reopening.channel, reopening.brand, reopening.tier, reopening.topic,
        case when asked_again.moment_no is not null then 'customer' else coalesce(reopening.actor_type, 'unknown') end,
        reopening.solved_before_at
    from turning_points as reopening
    left join asked_again
        on asked_again.ticket_no = reopening.ticket_no and asked_again.moment_no = reopening.moment_no
    where reopening.is_reopen
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    cast(cycles.cycle as integer) as cycle,
    cycles.opened_at,
    solve.state_at as solved_at,
    date_diff('millisecond', cycles.opened_at, solve.state_at) / 1000.0 as duration_s,
    (solve.state_open_ms - cycles.opened_open_ms) / 1000.0 as business_s,
    solve.resolver,
    cycles.reopened_by,
    date_diff('millisecond', cycles.solved_before_at, cycles.opened_at) / 1000.0 as since_solved_s,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    coalesce(solve.team, ticket_state.team) as team,
    coalesce(solve.assignee, ticket_state.assignee) as assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    cast(cycles.opened_priority as varchar) as opened_priority,
    cycles.opened_team,
    cast(cycles.opened_channel as varchar) as opened_channel,
    cycles.opened_brand,
    cycles.opened_tier,
    cycles.opened_topic,
    cycles.opened_open_ms,
    solve.state_open_ms as solved_open_ms,
    ticket_state.removed
from cycles
inner join ticket_state on ticket_state.ticket_no = cycles.ticket_no
left join turning_points as solve
    on solve.ticket_no = cycles.ticket_no
    and solve.cycle = cycles.cycle
    and solve.is_solve

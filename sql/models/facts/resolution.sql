-- grain:   one row per cycle of being open: from creation or a reopening to the next solving
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key, cycle
-- order:   opened_at

with

points as (
    select
        ticket_no, moment_no, is_solve, is_reopen, state_at, state_open_ms, team, assignee, priority,
        channel, brand, tier, topic, actor_type,
        case when actor_type = 'agent' then coalesce(actor_id, assignee) when actor_type = 'bot' then actor_id else assignee end
            as resolver,
        max(case when asks then moment_no end) over through as asked_no,
        max(case when is_solve then moment_no end) over through as solved_no,
        max(case when is_solve then state_at end) over through as solved_before_at
    from ticket_moment
    where is_solve or is_reopen or asks
    window through as (
        partition by ticket_no order by moment_no rows between unbounded preceding and current row
    )
),

turning_points as (
    select
        * exclude (asked_no, solved_no, actor_type),
        -- a customer who writes again is why, whatever carried it out
        case when asked_no > solved_no then 'customer' else coalesce(actor_type, 'unknown') end as reopened_by
    from points
    where is_solve or is_reopen
),

cycles as (
    -- as the ticket was when all of its first instant had been told
    select
        ticket_no, 0 as moment_no,
        state_at as opened_at, state_open_ms as opened_open_ms,
        priority as opened_priority, team as opened_team, channel as opened_channel, brand as opened_brand,
        tier as opened_tier, topic as opened_topic,
        cast(null as varchar) as reopened_by, cast(null as timestamp) as solved_before_at
    from ticket_moment
    where is_birth
    union all
    select
        ticket_no, moment_no, state_at, state_open_ms, priority, team, channel, brand, tier, topic,
        reopened_by, solved_before_at
    from turning_points
    where is_reopen
),

numbered as (
    select
        cycles.*,
        row_number() over in_order as cycle,
        lead(moment_no, 1, 9000000000000000) over in_order as next_no
    from cycles
    window in_order as (partition by ticket_no order by moment_no)
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    cast(numbered.cycle as integer) as cycle,
    numbered.opened_at,
    solve.state_at as solved_at,
    date_diff('millisecond', numbered.opened_at, solve.state_at) / 1000.0 as duration_s,
    (solve.state_open_ms - numbered.opened_open_ms) / 1000.0 as business_s,
    solve.resolver,
    numbered.reopened_by,
    date_diff('millisecond', numbered.solved_before_at, numbered.opened_at) / 1000.0 as since_solved_s,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    coalesce(solve.team, ticket_state.team) as team,
    coalesce(solve.assignee, ticket_state.assignee) as assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    numbered.opened_priority,
    numbered.opened_team,
    numbered.opened_channel,
    numbered.opened_brand,
    numbered.opened_tier,
    numbered.opened_topic,
    numbered.opened_open_ms,
    solve.state_open_ms as solved_open_ms,
    ticket_state.removed
from numbered
inner join ticket_state on ticket_state.ticket_no = numbered.ticket_no
left join turning_points as solve
    on solve.ticket_no = numbered.ticket_no
    and solve.is_solve
    and solve.moment_no > numbered.moment_no
    and solve.moment_no < numbered.next_no

-- grain:   one row per ticket, target and cycle
-- reads:   response, resolution, ticket_moment, ticket_state, status_interval, sla_target, open_stretch, run_clock
-- key:     ticket_key, target, cycle
-- Breached when elapsed exceeds the target, from the history and never by polling. Priority and policy are those in force
-- when the clock starts. A session that runs out while the customer waits does not fulfil the promise: its clock stops there
-- when it is breached by then, and runs on to its target otherwise.

with

reply_clock as (
    select
        ticket_no,
        case when turn = 1 then 'first_response' else 'next_response' end as target,
        turn as cycle,
        asked_at as started_at,
        asked_open_ms as started_open_ms,
        case when outcome <> 'expired' then ended_at end as stopped_at,
        case when outcome <> 'expired' then ended_open_ms end as stopped_open_ms,
        case when outcome = 'expired' then ended_at end as expired_at,
        case when outcome = 'expired' then ended_open_ms end as expired_open_ms,
        priority, team, assignee,
        0 as paused_ms
    from response
    where not asks_nothing
),

start_priority as (
    select ticket_no, min_by(priority, moment_no) as priority
    from ticket_moment
    group by ticket_no
),

cycle_stretch as (
    select
        resolution.ticket_no, resolution.cycle, resolution.opened_open_ms,
        resolution.solved_at,
        status_interval.status in ('pending', 'on_hold') as is_paused,
        status_interval.from_at,
        status_interval.to_at,
        greatest(status_interval.from_open_ms, resolution.opened_open_ms) as from_open_ms,
        coalesce(status_interval.to_open_ms, run_clock.as_of_open_ms) as to_open_ms
    from resolution
    inner join status_interval
        on status_interval.ticket_no = resolution.ticket_no
        and status_interval.is_open
        and status_interval.from_at >= resolution.opened_at
        and (resolution.solved_at is null or status_interval.from_at < resolution.solved_at)
    cross join run_clock
),

cycle_progress as (
    select
        *,
        sum(case when is_paused then 0 else to_open_ms - from_open_ms end) over in_order as active_ms,
        lead(from_at, 1, null) over by_time is null as is_last
    from cycle_stretch
    window
        in_order as (
            partition by ticket_no, cycle order by from_at rows between unbounded preceding and current row
        ),
        by_time as (partition by ticket_no, cycle order by from_at)
),

cycle_pause as (
    select
        ticket_no, cycle,
        sum(case when is_paused then to_open_ms - from_open_ms else 0 end) as paused_ms,
        bool_or(is_last and is_paused and to_at is null) as is_paused_now
    from cycle_progress
    group by ticket_no, cycle
),

resolution_clock as (
    select
        resolution.ticket_no,
        'resolution' as target,
        resolution.cycle,
        resolution.opened_at as started_at,
        resolution.opened_open_ms as started_open_ms,
        resolution.solved_at as stopped_at,
        resolution.solved_open_ms as stopped_open_ms,
        cast(null as timestamp) as expired_at,
        cast(null as bigint) as expired_open_ms,
        coalesce(start_priority.priority, 'normal') as priority,
        resolution.team, resolution.assignee,
        coalesce(cycle_pause.paused_ms, 0) as paused_ms,
        coalesce(cycle_pause.is_paused_now, false) as is_paused_now
    from resolution
    left join cycle_pause
        on cycle_pause.ticket_no = resolution.ticket_no and cycle_pause.cycle = resolution.cycle
    left join start_priority on start_priority.ticket_no = resolution.ticket_no
),

clock as (
    select *, false as is_paused_now from reply_clock
    union all
    select * from resolution_clock
),

promised as (
    select
        clock.* exclude (stopped_at, stopped_open_ms),
        sla_target.policy, sla_target.policy_version, sla_target.calendar, sla_target.calendar_version,
        sla_target.target_s,
        coalesce(clock.stopped_at, case when clock.expired_open_ms - clock.started_open_ms > sla_target.target_s * 1000
            then clock.expired_at end) as stopped_at,
        coalesce(clock.stopped_open_ms, case when clock.expired_open_ms - clock.started_open_ms > sla_target.target_s * 1000
            then clock.expired_open_ms end) as stopped_open_ms
    from clock
    inner join sla_target on sla_target.target = clock.target and sla_target.priority = clock.priority
),

targeted as (
    select
        promised.*,
        coalesce(promised.stopped_open_ms, run_clock.as_of_open_ms) - promised.started_open_ms - promised.paused_ms
            as elapsed_ms
    from promised
    cross join run_clock
),

-- the business millisecond at which elapsed reaches the target: inside the stretch that carries it over, else projected
-- from the end; unknown while paused
crossing as (
    select
        targeted.ticket_no, targeted.cycle,
        min(cycle_progress.to_open_ms - (cycle_progress.active_ms - targeted.target_s * 1000)) as due_open_ms
    from targeted
    inner join cycle_progress
        on cycle_progress.ticket_no = targeted.ticket_no
        and cycle_progress.cycle = targeted.cycle
        and not cycle_progress.is_paused
        and cycle_progress.active_ms >= targeted.target_s * 1000
    where targeted.target = 'resolution'
    group by targeted.ticket_no, targeted.cycle
),

due as (
    select
        targeted.*,
        case
            when targeted.target <> 'resolution' then targeted.started_open_ms + targeted.target_s * 1000
            when crossing.due_open_ms is not null then crossing.due_open_ms
            when targeted.is_paused_now then null
            else coalesce(targeted.stopped_open_ms, run_clock.as_of_open_ms)
                + targeted.target_s * 1000 - targeted.elapsed_ms
        end as due_open_ms
    from targeted
    left join crossing
        on targeted.target = 'resolution'
        and crossing.ticket_no = targeted.ticket_no
        and crossing.cycle = targeted.cycle
    cross join run_clock
),

dated as (
    select
        due.*,
        open_stretch.from_at + to_milliseconds(due.due_open_ms - open_stretch.from_open_ms) as due_at
    from due
    left join open_stretch
        on open_stretch.open_day = (due.due_open_ms - 1) // 86400000
        and open_stretch.from_open_ms < due.due_open_ms
        and open_stretch.to_open_ms >= due.due_open_ms
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    dated.target,
    cast(dated.cycle as integer) as cycle,
    dated.policy,
    dated.policy_version,
    dated.calendar,
    dated.calendar_version,
    dated.started_at,
    dated.due_at,
    case when dated.elapsed_ms > dated.target_s * 1000 then dated.due_at end as breached_at,
    dated.stopped_at,
    dated.target_s,
    case when dated.stopped_at is not null then dated.elapsed_ms / 1000.0 end as elapsed_s,
    case when dated.stopped_at is not null then dated.paused_ms / 1000.0 end as paused_s,
    case
        when ticket_state.removed then 'removed'
        when dated.stopped_at is not null and dated.elapsed_ms <= dated.target_s * 1000 then 'met'
        when dated.stopped_at is not null then 'breached'
        when dated.expired_at is not null and dated.elapsed_ms > dated.target_s * 1000 then 'breached'
        when dated.elapsed_ms > dated.target_s * 1000 then 'overdue'
        else 'running'
    end as state,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    dated.team,
    dated.assignee,
    dated.priority,
    ticket_state.tier,
    ticket_state.topic,
    dated.started_open_ms,
    dated.stopped_open_ms,
    dated.is_paused_now,
    ticket_state.removed
from dated
inner join ticket_state on ticket_state.ticket_no = dated.ticket_no

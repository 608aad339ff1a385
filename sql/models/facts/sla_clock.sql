-- grain:   one row per ticket, target and cycle
-- reads:   promise, clock_stretch, ticket_state, calendar_version, open_stretch
-- key:     ticket_key, target, cycle
-- order:   started_at
-- Breached when elapsed exceeds the target, from the history and never by polling. A session that runs out while the customer
-- waits does not fulfil the promise: its clock stops there when it is breached by then, and runs on to its target otherwise.

with

total as (
    select
        ticket_no, clock_no,
        min(target_ms) as target_ms,
        cast(sum(case when is_paused then 0 else to_open_ms - from_open_ms end) as bigint) as elapsed_ms,
        cast(sum(case when part_no = 1 and not is_paused then to_open_ms - from_open_ms else 0 end) as bigint)
            as first_part_ms,
        cast(sum(case when part_no = 1 and is_paused then to_open_ms - from_open_ms else 0 end) as bigint) as paused_ms,
        min(case when is_first then calendar_no end) as started_calendar_no,
        max(case when is_last then to_open_ms end) as end_open_ms,
        max(case when is_last then calendar_no end) as end_calendar_no,
        bool_or(is_last and is_paused) as ends_paused
    from clock_stretch
    group by ticket_no, clock_no
),

-- only what reached its target has a stretch in which it did
progress as (
    select
        clock_stretch.ticket_no, clock_stretch.clock_no, clock_stretch.target_ms, clock_stretch.calendar_no,
        clock_stretch.to_open_ms,
        case when clock_stretch.is_paused then 0 else clock_stretch.to_open_ms - clock_stretch.from_open_ms end as counted_ms,
        cast(sum(
            case when clock_stretch.is_paused then 0 else clock_stretch.to_open_ms - clock_stretch.from_open_ms end
        ) over (
            partition by clock_stretch.ticket_no, clock_stretch.clock_no order by clock_stretch.from_at
            rows between unbounded preceding and current row
        ) as bigint) as elapsed_ms
    from clock_stretch
    semi join (select ticket_no, clock_no from total where elapsed_ms >= target_ms) as full_clock
        on full_clock.ticket_no = clock_stretch.ticket_no and full_clock.clock_no = clock_stretch.clock_no
),

reached as (
    select
        ticket_no, clock_no, calendar_no,
        to_open_ms - (elapsed_ms - target_ms) as open_ms
    from progress
    where elapsed_ms >= target_ms and elapsed_ms - counted_ms < target_ms
),

clock as (
    select
        promise.*,
        total.paused_ms,
        coalesce(promise.stopped_at, case when total.first_part_ms > promise.target_ms then promise.expired_at end)
            as ended_at,
        case when promise.expired_at is not null and total.first_part_ms > promise.target_ms then total.first_part_ms
            else total.elapsed_ms end as elapsed_ms,
        promise.stopped_at is null and total.ends_paused as is_paused_now,
        -- inside the stretch that carries elapsed over the target, else projected from the end; unknown while paused
        case
            when reached.open_ms is not null then reached.open_ms
            when promise.stopped_at is not null or not total.ends_paused
                then total.end_open_ms + promise.target_ms - total.elapsed_ms
        end as due_open_ms,
        coalesce(reached.calendar_no, total.end_calendar_no) as due_calendar_no,
        -- the position up to which elapsed, as it runs now, does not exceed the target
        case when promise.stopped_at is null and not total.ends_paused and total.elapsed_ms <= promise.target_ms
            then total.end_open_ms + promise.target_ms - total.elapsed_ms end as last_open_ms,
        total.started_calendar_no,
        total.end_calendar_no
    from promise
    inner join total on total.ticket_no = promise.ticket_no and total.clock_no = promise.clock_no
    left join reached on reached.ticket_no = promise.ticket_no and reached.clock_no = promise.clock_no
),

dated as (
    select
        clock.*,
        case
            when clock.due_calendar_no = 0 then make_timestamp_ms(clock.due_open_ms)
            else open_stretch.from_at + to_milliseconds(clock.due_open_ms - open_stretch.from_open_ms)
        end as due_at,
        -- what is due at closing time is exceeded when the calendar opens again
        case
            when clock.end_calendar_no = 0 then make_timestamp_ms(clock.last_open_ms)
            else last_stretch.from_at + to_milliseconds(clock.last_open_ms - last_stretch.from_open_ms)
        end + interval '1 second' as settles_at
    from clock
    left join open_stretch
        on open_stretch.calendar_no = clock.due_calendar_no
        and open_stretch.open_day = (clock.due_open_ms - 1) // 86400000
        and open_stretch.from_open_ms < clock.due_open_ms
        and open_stretch.to_open_ms >= clock.due_open_ms
    left join open_stretch as last_stretch
        on last_stretch.calendar_no = clock.end_calendar_no
        and last_stretch.open_day = clock.last_open_ms // 86400000
        and last_stretch.from_open_ms <= clock.last_open_ms
        and last_stretch.to_open_ms > clock.last_open_ms
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    case dated.clock_no % 4 when 0 then 'first_response' when 1 then 'next_response' else 'resolution' end as target,
    dated.clock_no // 4 as cycle,
    dated.policy,
    dated.policy_version,
    calendar_version.calendar,
    calendar_version.calendar_version,
    dated.started_at,
    dated.due_at,
    case when dated.elapsed_ms > dated.target_ms then dated.due_at end as breached_at,
    dated.ended_at as stopped_at,
    -- nobody can stop the clock of a session that ran out: it is over when it is breached
    coalesce(
        dated.ended_at, case when dated.expired_at is not null and dated.elapsed_ms > dated.target_ms then dated.due_at end
    ) as over_at,
    dated.target_ms / 1000.0 as target_s,
    case when dated.ended_at is not null then dated.elapsed_ms / 1000.0 end as elapsed_s,
    case when dated.ended_at is not null then dated.paused_ms / 1000.0 end as paused_s,
    case
        when ticket_state.removed then 'removed'
        when dated.ended_at is not null and dated.elapsed_ms <= dated.target_ms then 'met'
        when dated.ended_at is not null then 'breached'
        when dated.elapsed_ms <= dated.target_ms then 'running'
        when dated.expired_at is not null then 'breached'
        else 'overdue'
    end as state,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    dated.team,
    dated.assignee,
    dated.priority,
    ticket_state.tier,
    ticket_state.topic,
    dated.due_calendar_no,
    dated.is_paused_now,
    dated.settles_at,
    ticket_state.removed
from dated
inner join ticket_state on ticket_state.ticket_no = dated.ticket_no
inner join calendar_version on calendar_version.calendar_no = dated.started_calendar_no

-- grain:   one row per stretch of a clock in which its ticket had one status, team and assignee
-- reads:   promise, status_interval, era_calendar, calendar_stretch, run_clock
-- key:     ticket_no, clock_no, from_at
-- `from_open_ms` and `to_open_ms` are positions on the calendar of that stretch; around the clock they are those of the epoch.
-- `interval_at` is when its status interval began: the key to the status and the team, which are not written again.
-- A clock that runs on after its session ran out is cut there.

with

part as (
    select
        promise.*, 1 as part_no,
        promise.started_at as part_from_at,
        coalesce(promise.stopped_at, promise.expired_at, greatest(run_clock.as_of, promise.started_at)) as part_to_at,
        coalesce(promise.expired_at >= run_clock.as_of, true) as is_last_part
    from promise
    cross join run_clock
    union all
    select promise.*, 2 as part_no, promise.expired_at, run_clock.as_of, true as is_last_part
    from promise
    cross join run_clock
    where promise.expired_at < run_clock.as_of
),

-- what was before the ticket's creation counts as its first stretch
stretch as (
    select
        part.ticket_no, part.clock_no, part.part_no, part.target_ms, status_interval.from_at as interval_at,
        case status_interval.status
            when 'new' then part.pauses_new
            when 'pending' then part.pauses_pending
            when 'on_hold' then part.pauses_on_hold
            else false
        end as is_paused,
        case
            when status_interval.from_at <= part.created_at then part.part_from_at
            else greatest(status_interval.from_at, part.part_from_at)
        end as from_at,
        least(coalesce(status_interval.to_at, part.part_to_at), part.part_to_at) as to_at,
        part.part_no = 1
            and (status_interval.from_at <= part.part_from_at or status_interval.from_at <= part.created_at) as is_first,
        part.is_last_part and coalesce(status_interval.to_at >= part.part_to_at, true) as is_last,
        coalesce(of_team.calendar_no, part.calendar_no) as calendar_no
    from part
    inner join status_interval
        on status_interval.ticket_no = part.ticket_no
        and (
            status_interval.from_at < part.part_to_at
            or status_interval.from_at <= part.part_from_at
            or status_interval.from_at <= part.created_at
        )
        and (status_interval.to_at is null or status_interval.to_at > part.part_from_at)
    left join era_calendar as of_team
        on of_team.era_no = part.era_no
        and of_team.team = case when part.by_team then status_interval.team end
)

select
    stretch.*,
    case
        when stretch.calendar_no = 0 then epoch_ms(stretch.from_at)
        else begins.open_ms_before
            + case when begins.is_open then epoch_ms(stretch.from_at) - epoch_ms(begins.from_at) else 0 end
    end as from_open_ms,
    case
        when stretch.calendar_no = 0 then epoch_ms(stretch.to_at)
        else ends.open_ms_before
            + case when ends.is_open then epoch_ms(stretch.to_at) - epoch_ms(ends.from_at) else 0 end
    end as to_open_ms
from stretch
left join calendar_stretch as begins
    on begins.calendar_no = stretch.calendar_no
    and begins.day = cast(stretch.from_at as date)
    and begins.from_at <= stretch.from_at
    and begins.to_at > stretch.from_at
left join calendar_stretch as ends
    on ends.calendar_no = stretch.calendar_no
    and ends.day = cast(stretch.to_at as date)
    and ends.from_at <= stretch.to_at
    and ends.to_at > stretch.to_at

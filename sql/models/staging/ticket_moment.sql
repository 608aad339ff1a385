-- grain:   one row per moment of a ticket, in fold order, with the ticket's state after it
-- reads:   moment, assignment, ticket_span, early_team, calendar_shift, team_calendar, calendar_stretch
-- key:     ticket_no, moment_no
-- `open_ms` is the ticket's position in open time, by the calendar of its team; where the team changes to another calendar,
-- the position goes on from where it was, so that a difference of two positions is the sum over the calendars that applied.

with

moments as (
    select
        assignment.ticket_no, assignment.fold_no, assignment.occurred_at, assignment.asks, assignment.is_reply,
        assignment.is_bot_answer,
        moment.moment_id, moment.source, moment.type, moment.actor_type, moment.actor_id,
        coalesce(
            moment.status,
            cast(
                case
                    when assignment.is_session and assignment.asks then 'open'
                    when assignment.is_session and assignment.is_reply then 'pending'
                end as ticket_status
            )
        ) as status,
        moment.priority, moment.team, moment.assignee, moment.brand, moment.tier, moment.channel, moment.topic,
        false as is_expiry
    from moment
    inner join assignment on assignment.moment_id = moment.moment_id
    union all by name
    select
        ticket_no,
        9000000000000000 as fold_no,
        ran_out_at as occurred_at,
        cast('system' as actor_type) as actor_type,
        false as asks, false as is_reply, false as is_bot_answer,
        cast(case when is_waiting then 'closed' else 'solved' end as ticket_status) as status,
        is_waiting as is_expiry
    from ticket_span
    where ran_out_at is not null
),

running as (
    select
        moments.* exclude (status, priority, team, assignee, channel, brand, tier, topic),
        row_number() over in_order as moment_no,
        lead(occurred_at, 1, null) over in_order as next_at,
        coalesce(last_value(status ignore nulls) over through, cast('open' as ticket_status)) as status,
        last_value(status ignore nulls) over before as status_before,
        -- what it was before a deletion or spam that was taken back
        last_value(case when status not in ('deleted', 'spam') then status end ignore nulls) over before as living_before,
        coalesce(last_value(priority ignore nulls) over through, cast('normal' as ticket_priority)) as priority,
        coalesce(last_value(team ignore nulls) over through, '') as team,
        coalesce(last_value(team ignore nulls) over before, '') as team_before,
        coalesce(last_value(assignee ignore nulls) over through, '') as assignee,
        coalesce(last_value(assignee ignore nulls) over before, '') as assignee_before,
        last_value(channel ignore nulls) over through as channel,
        nullif(last_value(brand ignore nulls) over through, '') as brand,
        nullif(last_value(tier ignore nulls) over through, '') as tier,
        nullif(last_value(topic ignore nulls) over through, '') as topic
    from moments
    window
        in_order as (partition by ticket_no order by occurred_at, fold_no),
        through as (partition by ticket_no order by occurred_at, fold_no rows between unbounded preceding and current row),
        before as (partition by ticket_no order by occurred_at, fold_no rows between unbounded preceding and 1 preceding)
),

-- put together before the many columns come in: each join costs by the columns that it carries
frame as (
    select
        ticket_span.ticket_no,
        ticket_span.created_at,
        early_team.team as early_team,
        early_team.until_at as early_until_at,
        of_all.calendar_no
    from ticket_span
    inner join team_calendar as of_all on of_all.team = ''
    left join early_team on early_team.ticket_no = ticket_span.ticket_no
),

-- nothing happens to a ticket before it is there, whatever a source's clock said: until then it is as it was at its creation
calendared as (
    select
        running.*,
        frame.created_at,
        greatest(running.occurred_at, frame.created_at) as state_at,
        coalesce(of_team.calendar_no, frame.calendar_no) as calendar_no
    from running
    inner join frame on frame.ticket_no = running.ticket_no
    left join team_calendar as of_team
        on of_team.team
            = coalesce(case when running.occurred_at <= frame.early_until_at then frame.early_team end, running.team)
)

select
    calendared.* exclude (
        calendar_no, created_at, next_at, status_before, living_before, team, team_before, assignee, assignee_before
    ),
    nullif(calendared.team, '') as team,
    nullif(calendared.assignee, '') as assignee,
    coalesce(
        at_moment.open_ms_before
        + case when at_moment.is_open then epoch_ms(calendared.occurred_at) - epoch_ms(at_moment.from_at) else 0 end,
        0
    ) - coalesce(calendar_shift.shift_ms, 0) as open_ms,
    coalesce(
        at_state.open_ms_before
        + case when at_state.is_open then epoch_ms(calendared.state_at) - epoch_ms(at_state.from_at) else 0 end,
        at_moment.open_ms_before
        + case when at_moment.is_open then epoch_ms(calendared.occurred_at) - epoch_ms(at_moment.from_at) else 0 end,
        0
    ) - coalesce(calendar_shift.shift_ms, 0) as state_open_ms,
    -- the last that was told up to its creation
    calendared.occurred_at <= calendared.created_at
        and coalesce(calendared.next_at > calendared.created_at, true) as is_birth,
    calendared.next_at is null as is_last,
    calendared.status in ('solved', 'closed')
        and coalesce(calendared.living_before, 'open') not in ('solved', 'closed') as is_solve,
    calendared.status not in ('solved', 'closed', 'deleted', 'spam')
        and coalesce(calendared.living_before, 'open') in ('solved', 'closed') as is_reopen,
    coalesce(calendared.status_before, cast(case when calendared.moment_no > 1 then 'open' end as ticket_status))
            is distinct from calendared.status
        or calendared.team_before <> calendared.team
        or calendared.assignee_before <> calendared.assignee as changes_state
from calendared
left join calendar_stretch as at_moment
    on at_moment.calendar_no = calendared.calendar_no
    and at_moment.day = cast(calendared.occurred_at as date)
    and at_moment.from_at <= calendared.occurred_at
    and at_moment.to_at > calendared.occurred_at
left join calendar_stretch as at_state
    on at_state.calendar_no = case when calendared.occurred_at < calendared.created_at then calendared.calendar_no end
    and at_state.day = cast(calendared.state_at as date)
    and at_state.from_at <= calendared.state_at
    and at_state.to_at > calendared.state_at
left join calendar_shift
    on calendar_shift.ticket_no = calendared.ticket_no
    and (
        calendar_shift.from_at < calendared.occurred_at
        or (calendar_shift.from_at = calendared.occurred_at and calendar_shift.fold_no <= calendared.fold_no)
    )
    and (
        calendar_shift.until_at > calendared.occurred_at
        or (calendar_shift.until_at = calendared.occurred_at and calendar_shift.until_no > calendared.fold_no)
    )

-- grain:   one row per moment of a ticket, in fold order, with the ticket's state after it
-- reads:   moment, assignment, run_clock, team_calendar, calendar_stretch
-- key:     ticket_no, moment_no
-- `open_ms` is the ticket's position in open time, by the calendar of its team; where the team changes to another calendar,
-- the position goes on from where it was, so that a difference of two positions is the sum over the calendars that applied.

with

joined as (
    select
        assignment.ticket_no, assignment.is_session, assignment.fold_no,
        moment.moment_id, moment.unit, moment.scope_id, moment.source, moment.occurred_at, moment.type,
        moment.status, moment.priority, moment.team, moment.assignee, moment.brand, moment.tier, moment.channel,
        moment.topic, moment.actor_type, moment.actor_id, moment.asks,
        moment.may_answer and moment.actor_type in ('agent', 'unknown') and not assignment.is_unprompted as is_reply,
        moment.may_answer and moment.actor_type = 'bot' as is_bot_answer
    from moment
    inner join assignment on assignment.moment_id = moment.moment_id
),

session_end as (
    select
        ticket_no, unit, scope_id, last_active_at,
        coalesce(last_ask_no, 0) > coalesce(last_answer_no, 0) as is_waiting
    from (
        select
            ticket_no,
            min(unit) as unit,
            min(scope_id) as scope_id,
            max(case when asks or is_reply or is_bot_answer then occurred_at end) as last_active_at,
            max(case when asks then fold_no end) as last_ask_no,
            max(case when is_reply or is_bot_answer then fold_no end) as last_answer_no
        from joined
        where is_session
        group by ticket_no
        having not bool_or(coalesce(status in ('solved', 'closed'), false))
    ) as session_activity
),

moments as (
    select
        * exclude (status),
        coalesce(status, case when is_session and asks then 'open' when is_session and is_reply then 'pending' end) as status,
        false as is_expiry
    from joined
    union all by name
    select
        ticket_no, true as is_session, unit, scope_id,
        session_end.last_active_at + run_clock.idle as occurred_at,
        9000000000000000 as fold_no,
        'session.ended' as type,
        'system' as actor_type,
        false as asks, false as is_reply, false as is_bot_answer,
        case when is_waiting then 'closed' else 'solved' end as status,
        is_waiting as is_expiry
    from session_end
    cross join run_clock
    where session_end.last_active_at + run_clock.idle <= run_clock.as_of
),

created as (
    select
        ticket_no,
        coalesce(min(case when type = 'ticket.created' then occurred_at end), min(occurred_at)) as created_at,
        min(occurred_at) as first_told_at
    from joined
    group by ticket_no
),

running as (
    select
        moments.* exclude (status, priority, team, assignee, channel, brand, tier, topic),
        row_number() over in_order as moment_no,
        coalesce(last_value(status ignore nulls) over through, 'open') as status,
        last_value(status ignore nulls) over before as status_before,
        -- what it was before a deletion or spam that was taken back
        last_value(case when status not in ('deleted', 'spam') then status end ignore nulls) over before as living_before,
        coalesce(nullif(last_value(priority ignore nulls) over through, ''), 'normal') as priority,
        coalesce(last_value(team ignore nulls) over through, '') as team,
        coalesce(last_value(team ignore nulls) over before, '') as team_before,
        coalesce(last_value(assignee ignore nulls) over through, '') as assignee,
        coalesce(last_value(assignee ignore nulls) over before, '') as assignee_before,
        nullif(last_value(channel ignore nulls) over through, '') as channel,
        nullif(last_value(brand ignore nulls) over through, '') as brand,
        nullif(last_value(tier ignore nulls) over through, '') as tier,
        nullif(last_value(topic ignore nulls) over through, '') as topic
    from moments
    window
        in_order as (partition by ticket_no order by occurred_at, fold_no),
        through as (partition by ticket_no order by occurred_at, fold_no rows between unbounded preceding and current row),
        before as (partition by ticket_no order by occurred_at, fold_no rows between unbounded preceding and 1 preceding)
),

-- nothing happens to a ticket before it is there, whatever a source's clock said: until then it is as it was at its creation
early as (
    select running.ticket_no, created.created_at as until_at, max_by(running.team, running.moment_no) as team
    from running
    inner join created on created.ticket_no = running.ticket_no
    where created.first_told_at < created.created_at and running.occurred_at <= created.created_at
    group by running.ticket_no, created.created_at
),

calendared as (
    select
        running.*,
        created.created_at,
        greatest(running.occurred_at, created.created_at) as state_at,
        coalesce(running.occurred_at <= early.until_at, false) as is_early,
        coalesce(of_team.calendar_no, of_all.calendar_no) as calendar_no
    from running
    inner join created on created.ticket_no = running.ticket_no
    left join early on early.ticket_no = running.ticket_no
    inner join team_calendar as of_all on of_all.team = ''
    left join team_calendar as of_team
        on of_team.team = case when running.occurred_at <= early.until_at then early.team else running.team end
),

handover as (
    select
        calendared.ticket_no, calendared.moment_no, calendared.occurred_at, calendared.calendar_no,
        coalesce(of_team.calendar_no, of_all.calendar_no) as left_calendar_no
    from calendared
    inner join team_calendar as of_all on of_all.team = ''
    left join team_calendar as of_team on of_team.team = calendared.team_before
    where calendared.moment_no > 1 and calendared.team <> calendared.team_before and not calendared.is_early
),

shift as (
    select
        handover.ticket_no, handover.moment_no,
        lead(handover.moment_no, 1, 9000000000000000) over (
            partition by handover.ticket_no order by handover.moment_no
        ) as until_no,
        cast(sum(
            entered.open_ms_before
            + case when entered.is_open then epoch_ms(handover.occurred_at) - epoch_ms(entered.from_at) else 0 end
            - stretch_left.open_ms_before
            - case when stretch_left.is_open then epoch_ms(handover.occurred_at) - epoch_ms(stretch_left.from_at) else 0 end
        ) over (
            partition by handover.ticket_no order by handover.moment_no
            rows between unbounded preceding and current row
        ) as bigint) as shift_ms
    from handover
    inner join calendar_stretch as entered
        on entered.calendar_no = handover.calendar_no
        and entered.day = cast(handover.occurred_at as date)
        and entered.from_at <= handover.occurred_at
        and entered.to_at > handover.occurred_at
    inner join calendar_stretch as stretch_left
        on stretch_left.calendar_no = handover.left_calendar_no
        and stretch_left.day = cast(handover.occurred_at as date)
        and stretch_left.from_at <= handover.occurred_at
        and stretch_left.to_at > handover.occurred_at
    where handover.calendar_no <> handover.left_calendar_no
)

select
    calendared.* exclude (calendar_no, is_early, status_before, living_before, team, team_before, assignee, assignee_before),
    nullif(calendared.team, '') as team,
    nullif(calendared.assignee, '') as assignee,
    coalesce(
        at_moment.open_ms_before
        + case when at_moment.is_open then epoch_ms(calendared.occurred_at) - epoch_ms(at_moment.from_at) else 0 end,
        0
    ) - coalesce(shift.shift_ms, 0) as open_ms,
    coalesce(
        at_state.open_ms_before
        + case when at_state.is_open then epoch_ms(calendared.state_at) - epoch_ms(at_state.from_at) else 0 end,
        at_moment.open_ms_before
        + case when at_moment.is_open then epoch_ms(calendared.occurred_at) - epoch_ms(at_moment.from_at) else 0 end,
        0
    ) - coalesce(shift.shift_ms, 0) as state_open_ms,
    calendared.status in ('solved', 'closed')
        and coalesce(calendared.living_before, 'open') not in ('solved', 'closed') as is_solve,
    calendared.status not in ('solved', 'closed', 'deleted', 'spam')
        and coalesce(calendared.living_before, 'open') in ('solved', 'closed') as is_reopen,
    coalesce(calendared.status_before, case when calendared.moment_no > 1 then 'open' end) is distinct from calendared.status
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
left join shift
    on shift.ticket_no = calendared.ticket_no
    and shift.moment_no <= calendared.moment_no
    and shift.until_no > calendared.moment_no

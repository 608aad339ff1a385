-- grain:   one row per moment at which a ticket's team, and with it the calendar, changes
-- reads:   assignment, moment, ticket_span, team_calendar, calendar_stretch
-- key:     ticket_no, fold_no
-- when:    team is not null and (select count(*) from main.team_calendar) > 1
-- By how much the position on the new calendar lies ahead of the ticket's own position in open time, from there on.

with

told as (
    select
        assignment.ticket_no, assignment.fold_no, assignment.occurred_at,
        coalesce(of_team.calendar_no, of_all.calendar_no) as calendar_no
    from assignment
    inner join moment on moment.moment_id = assignment.moment_id
    inner join team_calendar as of_all on of_all.team = ''
    left join team_calendar as of_team on of_team.team = moment.team
    where moment.team is not null
),

handover as (
    select
        told.ticket_no, told.fold_no, told.occurred_at, told.calendar_no,
        lag(told.calendar_no, 1, of_all.calendar_no) over (
            partition by told.ticket_no order by told.fold_no
        ) as left_calendar_no,
        -- a ticket begins on the calendar that it has when it is created
        told.fold_no = ticket_span.first_no
            or (ticket_span.first_told_at < ticket_span.created_at and told.occurred_at <= ticket_span.created_at)
            as is_beginning
    from told
    inner join ticket_span on ticket_span.ticket_no = told.ticket_no
    inner join team_calendar as of_all on of_all.team = ''
)

select
    handover.ticket_no, handover.fold_no, handover.occurred_at as from_at,
    lead(handover.fold_no, 1, 9100000000000000) over in_order as until_no,
    lead(handover.occurred_at, 1, timestamp '9999-01-01') over in_order as until_at,
    cast(sum(
        entered.open_ms_before
        + case when entered.is_open then epoch_ms(handover.occurred_at) - epoch_ms(entered.from_at) else 0 end
        - behind.open_ms_before
        - case when behind.is_open then epoch_ms(handover.occurred_at) - epoch_ms(behind.from_at) else 0 end
    ) over (in_order rows between unbounded preceding and current row) as bigint) as shift_ms
from handover
inner join calendar_stretch as entered
    on entered.calendar_no = handover.calendar_no
    and entered.day = cast(handover.occurred_at as date)
    and entered.from_at <= handover.occurred_at
    and entered.to_at > handover.occurred_at
inner join calendar_stretch as behind
    on behind.calendar_no = handover.left_calendar_no
    and behind.day = cast(handover.occurred_at as date)
    and behind.from_at <= handover.occurred_at
    and behind.to_at > handover.occurred_at
where handover.calendar_no <> handover.left_calendar_no
    and not handover.is_beginning
window in_order as (partition by handover.ticket_no order by handover.fold_no)

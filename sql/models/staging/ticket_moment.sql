-- grain:   one row per moment of a ticket, in fold order, with the ticket's state after it
-- reads:   moment, assignment, run_clock, calendar_stretch
-- key:     ticket_key, at, fold_no

with

joined as (
    select
        assignment.ticket_no, assignment.ticket_key, coalesce(assignment.session_id, moment.ticket_id) as ticket_id,
        assignment.session_id is not null as is_session, assignment.session_opened_at,
        moment.moment_id, moment.unit, moment.scope_id, moment.source, moment.occurred_at, moment.fold_no, moment.type,
        moment.status, moment.priority, moment.team, moment.assignee, moment.brand, moment.tier, moment.channel,
        moment.topic, moment.actor_type, moment.actor_id, moment.asks, moment.merged_into,
        moment.may_answer and moment.actor_type in ('agent', 'unknown') and not (
            coalesce(moment.category in ('marketing', 'utility', 'authentication'), false)
            and coalesce(moment.last_asked_at < moment.occurred_at - interval '24 hours', true)
        ) as is_reply,
        moment.may_answer and moment.actor_type = 'bot' as is_bot_answer
    from moment
    inner join assignment on assignment.moment_id = moment.moment_id
),

session_end as (
    select
        ticket_no,
        min(ticket_key) as ticket_key,
        min(ticket_id) as ticket_id,
        min(unit) as unit,
        min(scope_id) as scope_id,
        min(source) as source,
        min(session_opened_at) as session_opened_at,
        max(case when asks or is_reply or is_bot_answer then occurred_at end) as last_active_at,
        coalesce(max(case when asks then fold_no end), 0)
            > coalesce(max(case when is_reply or is_bot_answer then fold_no end), 0) as is_waiting
    from joined
    where is_session
    group by ticket_no
    having not bool_or(coalesce(status in ('solved', 'closed'), false))
),

moments as (
    select
        * exclude (status),
        coalesce(status, case when is_session and asks then 'open' when is_session and is_reply then 'pending' end) as status,
        false as is_expiry
    from joined
    union all by name
    select
        ticket_no, ticket_key, ticket_id, true as is_session, session_opened_at, unit, scope_id, source,
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

clocked as (
    select
        moments.*,
        coalesce(
            calendar_stretch.open_ms_before + case
                when calendar_stretch.is_open then epoch_ms(moments.occurred_at) - epoch_ms(calendar_stretch.from_at) else 0
            end,
            0
        ) as open_ms
    from moments
    left join calendar_stretch
        on calendar_stretch.day = cast(moments.occurred_at as date)
        and calendar_stretch.from_at <= moments.occurred_at
        and calendar_stretch.to_at > moments.occurred_at
),

created as (
    select
        ticket_no,
        coalesce(min(session_opened_at), min(case when type = 'ticket.created' then occurred_at end), min(occurred_at))
            as created_at,
        coalesce(min(case when session_opened_at = occurred_at or type = 'ticket.created' then open_ms end), min(open_ms))
            as created_open_ms
    from clocked
    group by ticket_no
),

-- nothing happens to a ticket before it is there, whatever a source's clock said
timed as (
    select
        clocked.*,
        created.created_at,
        created.created_open_ms,
        greatest(clocked.occurred_at, created.created_at) as state_at,
        greatest(clocked.open_ms, created.created_open_ms) as state_open_ms
    from clocked
    inner join created on created.ticket_no = clocked.ticket_no
),

running as (
    select
        timed.* exclude (status, priority, team, assignee, brand, tier, channel, topic, source),
        first_value(source) over through as source,
        coalesce(last_value(status ignore nulls) over through, 'open') as status,
        coalesce(nullif(last_value(priority ignore nulls) over through, ''), 'normal') as priority,
        nullif(last_value(team ignore nulls) over through, '') as team,
        nullif(last_value(assignee ignore nulls) over through, '') as assignee,
        nullif(last_value(brand ignore nulls) over through, '') as brand,
        nullif(last_value(tier ignore nulls) over through, '') as tier,
        nullif(last_value(channel ignore nulls) over through, '') as channel,
        nullif(last_value(topic ignore nulls) over through, '') as topic
    from timed
    window through as (
        partition by ticket_no order by occurred_at, fold_no rows between unbounded preceding and current row
    )
)

select
    running.*,
    row_number() over in_order as moment_no,
    status in ('solved', 'closed') and coalesce(lag(status, 1, 'open') over in_order not in ('solved', 'closed'), true)
        as is_solve,
    status not in ('solved', 'closed', 'deleted', 'spam')
        and lag(status, 1, 'open') over in_order in ('solved', 'closed') as is_reopen,
    lag(status, 1, '') over in_order <> status
        or coalesce(lag(team, 1, '') over in_order, '') <> coalesce(team, '')
        or coalesce(lag(assignee, 1, '') over in_order, '') <> coalesce(assignee, '')
        or row_number() over in_order = 1 as changes_state
from running
window in_order as (partition by ticket_no order by occurred_at, fold_no)

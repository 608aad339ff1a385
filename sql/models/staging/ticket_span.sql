-- grain:   one row per ticket
-- reads:   assignment, run_clock
-- key:     ticket_no
-- When it began, and when a session ran out: the idle time after the last word of either side, unless it was ended before.

with

activity as (
    select
        ticket_no,
        bool_or(is_session) as is_session,
        min(unit) as unit,
        min(scope_id) as scope_id,
        coalesce(min(case when creates then occurred_at end), min(occurred_at)) as created_at,
        min(occurred_at) as first_told_at,
        min(fold_no) as first_no,
        min(case when asks then occurred_at end) as first_inbound_at,
        max(case when asks or is_reply or is_bot_answer then occurred_at end) as last_word_at,
        max(case when asks then fold_no end) as last_ask_no,
        max(case when is_reply or is_bot_answer then fold_no end) as last_answer_no,
        -- told by a clock that is ahead: time alone brings it about
        min(case when occurred_at >= run_clock.as_of then occurred_at end) as next_moment_at,
        bool_or(closes) as is_ended
    from assignment
    cross join run_clock
    group by ticket_no
)

select
    activity.ticket_no, activity.is_session, activity.unit, activity.scope_id, activity.created_at,
    activity.first_told_at, activity.first_no, activity.first_inbound_at, activity.last_word_at, activity.next_moment_at,
    coalesce(activity.last_ask_no, 0) > coalesce(activity.last_answer_no, 0) as is_waiting,
    case when activity.is_session and not activity.is_ended
            and activity.last_word_at + run_clock.idle <= run_clock.as_of
        then activity.last_word_at + run_clock.idle end as ran_out_at
from activity
cross join run_clock

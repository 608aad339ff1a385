-- grain:   one row per moment of a conversation without a helpdesk ticket
-- reads:   fold_order, run_clock
-- key:     moment_id
-- when:    scope_key not like 'ticket:%'
-- A session opens with the first countable inbound message when none is open. It ends when it is solved or closed, or
-- when nobody has written for the idle time. What the team sends in between belongs to no session.

with

thread as (
    select moment_id, unit, scope_id, fold_no, occurred_at, asks, closes, creates, is_reply, is_bot_answer, is_active
    from fold_order
    where not is_helpdesk
),

after_gaps as (
    select
        thread.*,
        sum(case when is_active and occurred_at > previous_active_at + run_clock.idle then 1 else 0 end) over (
            partition by unit order by fold_no rows between unbounded preceding and current row
        ) as gaps
    from (
        select
            thread.*,
            max(case when is_active then occurred_at end) over (
                partition by unit order by fold_no rows between unbounded preceding and 1 preceding
            ) as previous_active_at
        from thread
    ) as thread
    cross join run_clock
),

starts as (
    select
        *,
        asks and (
            previous_asks = 0
            or gaps > coalesce(gaps_at_last_ask, -1)
            or coalesce(last_close_no, -1) > last_ask_no
        ) as starts_session
    from (
        select
            *,
            count(case when asks then 1 end) over before as previous_asks,
            max(case when asks then gaps end) over before as gaps_at_last_ask,
            max(case when asks then fold_no end) over before as last_ask_no,
            max(case when closes then fold_no end) over before as last_close_no
        from after_gaps
        window before as (partition by unit order by fold_no rows between unbounded preceding and 1 preceding)
    ) as seen
),

numbered as (
    select
        *,
        sum(case when starts_session then 1 else 0 end) over through as session_no,
        max(case when starts_session then gaps end) over through as session_gaps
    from starts
    window through as (partition by unit order by fold_no rows between unbounded preceding and current row)
)

select
    moment_id, unit, scope_id, fold_no, occurred_at, asks, closes, creates, is_reply, is_bot_answer,
    session_no, starts_session, is_active,
    -- a message sent after the idle end, before the customer writes again, is outside any session
    session_no > 0 and not (is_active and gaps > session_gaps) as in_session
from numbered

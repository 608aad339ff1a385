-- grain:   one row per moment, with its place among all that is folded together
-- reads:   moment
-- key:     moment_id
-- Narrow on purpose: sorting is what a fold costs, and it costs by the column.

with

signals as (
    select
        moment_id, unit, scope_id, is_helpdesk, occurred_at, coalesce(seq, 0) as seq, type_rank, asks, may_answer,
        type = 'ticket.created' as creates,
        coalesce(status in ('solved', 'closed'), false) as closes,
        coalesce(actor_type = 'automation', false) as is_automation,
        coalesce(actor_type in ('agent', 'unknown'), false) as is_person,
        coalesce(actor_type = 'bot', false) as is_bot,
        coalesce(category in ('marketing', 'utility', 'authentication'), false) as is_template
    from moment
),

placed as (
    select
        *,
        row_number() over in_order as fold_no,
        max(case when asks then occurred_at end) over (
            in_order rows between unbounded preceding and current row
        ) as last_asked_at
    from signals
    window in_order as (partition by unit order by occurred_at, seq, type_rank, moment_id)
),

-- a template that nobody had asked for in the last 24 hours answers nobody
answering as (
    select
        *,
        may_answer and not (is_template and coalesce(last_asked_at < occurred_at - interval '24 hours', true)) as answers
    from placed
)

select
    moment_id, unit, scope_id, is_helpdesk, occurred_at, fold_no, asks, creates, closes,
    answers and is_person as is_reply,
    may_answer and is_bot as is_bot_answer,
    asks or (answers and not is_automation) as is_active
from answering

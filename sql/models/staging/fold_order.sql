-- grain:   one row per moment, with its place among all that is folded together
-- reads:   moment
-- key:     moment_id
-- Narrow on purpose: sorting is what a fold costs, and it costs by the column.

with

signals as (
    select
        moment_id, unit, is_helpdesk, occurred_at, coalesce(seq, 0) as seq, type_rank, asks, may_answer,
        coalesce(actor_type = 'automation', false) as is_automation,
        coalesce(status in ('solved', 'closed'), false) as closes,
        coalesce(category in ('marketing', 'utility', 'authentication'), false) as is_template
    from moment
),

placed as (
    select
        * exclude (seq, type_rank),
        row_number() over in_order as fold_no,
        max(case when asks then occurred_at end) over (
            in_order rows between unbounded preceding and current row
        ) as last_asked_at
    from signals
    window in_order as (partition by unit order by occurred_at, seq, type_rank, moment_id)
)

select
    * exclude (is_template, last_asked_at),
    -- a template that nobody had asked for in the last 24 hours
    is_template and coalesce(last_asked_at < occurred_at - interval '24 hours', true) as is_unprompted
from placed

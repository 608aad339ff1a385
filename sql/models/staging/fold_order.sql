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
    -- by one order over all units, whose numbers need not be dense
    select *, row_number() over (order by unit, occurred_at, seq, type_rank, moment_id) as fold_no
    from signals
),

-- a template that nobody had asked for in the last 24 hours answers nobody
asked_for as (
    select distinct template.moment_id
    from placed as template
    inner join placed as ask
        on ask.unit = template.unit
        and ask.asks
        and ask.fold_no < template.fold_no
        and ask.occurred_at >= template.occurred_at - interval '24 hours'
    where template.may_answer and template.is_template
),

answering as (
    select
        placed.*,
        placed.may_answer and (not placed.is_template or asked_for.moment_id is not null) as answers
    from placed
    left join asked_for on asked_for.moment_id = placed.moment_id
)

select
    moment_id, unit, scope_id, is_helpdesk, occurred_at, fold_no, asks, creates, closes,
    answers and is_person as is_reply,
    may_answer and is_bot as is_bot_answer,
    asks or (answers and not is_automation) as is_active
from answering

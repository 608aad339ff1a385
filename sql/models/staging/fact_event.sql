-- grain:   one row per fact that any source told of
-- reads:   scope_events, scope_unit
-- key:     fact_id
-- Of several tellings of one fact the best-informed source wins, and of equals always the same one.

with

repeated as (
    select fact_id
    from scope_events
    group by fact_id
    having count(*) > 1
),

told_once as (
    select *
    from scope_events
    where fact_id not in (select fact_id from repeated)
),

told_often as (
    select *
    from scope_events
    where fact_id in (select fact_id from repeated)
    qualify row_number() over (
        partition by fact_id
        order by
            source_rank, ticket_id is null, actor_id is null, occurred_at, actor_id, status, priority, team, assignee,
            content_kind, content_length, score, content_id
    ) = 1
),

facts as (
    select * from told_once
    union all
    select * from told_often
)

select
    facts.fact_id,
    facts.scope_id,
    coalesce(scope_unit.unit, facts.scope_id) as unit,
    facts.scope_key like 'ticket:%' as is_helpdesk,
    case when facts.scope_key like 'ticket:%' then substr(facts.scope_key, 8) end as ticket_key,
    facts.source, facts.account, facts.type, facts.occurred_at, facts.seq, facts.related_key, facts.ticket_id,
    facts.message_key, facts.parent_message_key, facts.actor_type, facts.actor_id, facts.customer_id,
    facts.status, facts.priority, facts.team, facts.assignee, facts.brand, facts.tier, facts.channel, facts.topic,
    facts.direction, facts.visibility, facts.content_kind, facts.content_length, facts.countable,
    facts.delivery_state, facts.category, facts.template, facts.score, facts.scale_min, facts.scale_max, facts.survey_id,
    case when facts.type in ('call.started', 'call.ended') then facts.attrs end as call_attrs
from facts
left join scope_unit on scope_unit.scope_id = facts.scope_id

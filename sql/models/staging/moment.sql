-- grain:   one row per thing that happened in a conversation or ticket
-- reads:   fact_event, delivery
-- key:     moment_id
-- Messages that nobody wrote down are derived from their delivery reports; reports themselves are no moments.

with

surveys as (
    select distinct parent_message_key as message_key
    from fact_event
    where type in ('csat.received', 'csat.requested') and parent_message_key is not null
),

told as (
    select
        fact_event.fact_id as moment_id,
        fact_event.unit, fact_event.scope_id, fact_event.is_helpdesk, fact_event.source, fact_event.account,
        fact_event.ticket_key, fact_event.ticket_id, fact_event.type, fact_event.occurred_at, fact_event.seq,
        fact_event.message_key, fact_event.parent_message_key,
        coalesce(fact_event.actor_type, delivery.actor_type, case when fact_event.type = 'message.created' then 'unknown' end)
            as actor_type,
        coalesce(fact_event.actor_id, delivery.actor_id) as actor_id,
        fact_event.customer_id, fact_event.status, fact_event.priority, fact_event.team, fact_event.assignee,
        fact_event.brand, fact_event.tier, fact_event.channel, fact_event.topic, fact_event.direction,
        fact_event.visibility, fact_event.content_kind, fact_event.content_length, fact_event.countable,
        coalesce(fact_event.category, delivery.category) as category,
        coalesce(fact_event.template, delivery.template) as template,
        fact_event.score, fact_event.scale_min, fact_event.scale_max, fact_event.survey_id,
        case when fact_event.type = 'ticket.merged' then substr(fact_event.related_key, 8) end as merged_into,
        fact_event.call_attrs,
        delivery.delivered_at, delivery.read_at, coalesce(delivery.failed, false) as failed
    from fact_event
    left join delivery
        on delivery.message_key
            = case when fact_event.type = 'message.created' and fact_event.direction = 'outbound' then fact_event.message_key end
    where fact_event.type not in ('message.delivery', 'identity.linked', 'config.changed')
),

derived as (
    select
        md5_number_lower('m:' || message_key) as moment_id,
        unit, scope_id, false as is_helpdesk, source, account,
        cast(null as varchar) as ticket_key, cast(null as varchar) as ticket_id,
        'message.created' as type, coalesce(sent_at, first_at) as occurred_at, cast(null as bigint) as seq,
        message_key, cast(null as varchar) as parent_message_key,
        coalesce(actor_type, 'unknown') as actor_type, actor_id, customer_id,
        cast(null as varchar) as status, cast(null as varchar) as priority, team, cast(null as varchar) as assignee,
        brand, cast(null as varchar) as tier, channel, cast(null as varchar) as topic,
        'outbound' as direction, 'public' as visibility, content_kind, cast(null as bigint) as content_length,
        cast(null as boolean) as countable, category, template,
        cast(null as double) as score, cast(null as double) as scale_min, cast(null as double) as scale_max,
        cast(null as varchar) as survey_id, cast(null as varchar) as merged_into, cast(null as varchar) as call_attrs,
        delivered_at, read_at, failed
    from delivery
    anti join (select message_key from fact_event where type = 'message.created') as told_message using (message_key)
),

moments as (
    select * from told
    union all
    select * from derived
),

-- Attributes come before the messages of the same second in a helpdesk, which states them with the message;
-- in a bare conversation the message comes first, because it is what opens the session.
ranked as (
    select
        moments.*,
        type = 'message.created' and direction = 'inbound' and coalesce(countable, false) as asks,
        type = 'message.created' and direction = 'outbound' and coalesce(visibility, 'public') = 'public'
            and (coalesce(countable, true) or actor_type = 'bot') and not failed
            and coalesce(content_kind, '') not in ('survey', 'system', 'reaction', 'campaign')
            and surveys.message_key is null as may_answer,
        case
            when type = 'ticket.created' then 0
            when type = 'message.created' and direction = 'inbound' then 6
            when type = 'message.created' then 7
            when type like 'csat.%' then 11
            when status is not null then 10
            when is_helpdesk then 3
            else 8
        end as type_rank
    from moments
    left join surveys on surveys.message_key = moments.message_key
)

select
    ranked.*,
    row_number() over (partition by unit order by occurred_at, coalesce(seq, 0), type_rank, moment_id) as fold_no,
    max(case when asks then occurred_at end) over (
        partition by unit
        order by occurred_at, coalesce(seq, 0), type_rank, moment_id
        rows between unbounded preceding and current row
    ) as last_asked_at
from ranked

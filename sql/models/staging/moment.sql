-- grain:   one row per thing that happened in a conversation or ticket
-- reads:   scope_events, superseded, scope_unit, delivery
-- key:     moment_id
-- Messages that nobody wrote down are derived from their delivery reports; reports themselves are no moments.

with

surveys as (
    select distinct md5_number_lower('m:' || parent_message_key) as message_no
    from scope_events
    where type in ('csat.received', 'csat.requested') and parent_message_key is not null
),

told as (
    select
        events.fact_id as moment_id,
        coalesce(scope_unit.unit, events.scope_id) as unit,
        events.scope_id,
        events.scope_key like 'ticket:%' as is_helpdesk,
        events.source, events.type, events.occurred_at, events.seq,
        events.message_key, events.parent_message_key,
        coalesce(
            events.actor_type, delivery.actor_type,
            case when events.type = 'message.created' then cast('unknown' as actor_type) end
        ) as actor_type,
        coalesce(events.actor_id, delivery.actor_id) as actor_id,
        events.customer_id, events.status, events.priority, events.team, events.assignee,
        events.brand, events.tier, events.channel, events.topic, events.direction,
        events.visibility, events.content_kind, events.content_length, events.countable,
        coalesce(events.category, delivery.category) as category,
        coalesce(events.template, delivery.template) as template,
        events.score, events.scale_min, events.scale_max, events.survey_id,
        case when events.type = 'ticket.merged' then substr(events.related_key, 8) end as merged_into,
        case when events.type in ('call.started', 'call.ended') then events.attrs end as call_attrs,
        delivery.delivered_at, delivery.read_at, coalesce(delivery.failed, false) as failed
    from scope_events as events
    anti join superseded on superseded.event_no = events.event_no
    left join scope_unit on scope_unit.scope_id = events.scope_id
    left join delivery
        on delivery.message_no
            = case when events.type = 'message.created' and events.direction = 'outbound' then events.fact_id end
    where events.type not in ('message.delivery', 'identity.linked', 'config.changed')
),

derived as (
    select
        message_no as moment_id,
        unit, scope_id, false as is_helpdesk, source,
        cast('message.created' as event_type) as type, coalesce(sent_at, first_at) as occurred_at,
        cast(null as bigint) as seq,
        message_key, cast(null as varchar) as parent_message_key,
        coalesce(actor_type, cast('unknown' as actor_type)) as actor_type, actor_id, customer_id,
        cast(null as ticket_status) as status, cast(null as ticket_priority) as priority, team,
        cast(null as varchar) as assignee, brand, cast(null as varchar) as tier, channel, cast(null as varchar) as topic,
        cast('outbound' as direction) as direction, cast('public' as visibility) as visibility, content_kind,
        cast(null as integer) as content_length,
        cast(null as boolean) as countable, category, template,
        cast(null as double) as score, cast(null as double) as scale_min, cast(null as double) as scale_max,
        cast(null as varchar) as survey_id, cast(null as varchar) as merged_into, cast(null as varchar) as call_attrs,
        delivered_at, read_at, failed
    from delivery
    anti join (select fact_id from scope_events where type = 'message.created') as told_message
        on told_message.fact_id = delivery.message_no
),

moments as (
    select * from told
    union all
    select * from derived
)

-- Attributes come before the messages of the same second in a helpdesk, which states them with the message;
-- in a bare conversation the message comes first, because it is what opens the session.
select
    moments.* exclude (countable),
    type = 'message.created' and direction = 'inbound' and coalesce(countable, false) as asks,
    type = 'message.created' and direction = 'outbound' and coalesce(visibility, 'public') = 'public'
        and (coalesce(countable, true) or actor_type = 'bot') and not failed
        and coalesce(content_kind, '') not in ('survey', 'system', 'reaction', 'campaign')
        and surveys.message_no is null as may_answer,
    case
        when type = 'ticket.created' then 0
        when type = 'message.created' and direction = 'inbound' then 6
        when type = 'message.created' then 7
        when type in ('csat.received', 'csat.requested') then 11
        when status is not null then 10
        when is_helpdesk then 3
        else 8
    end as type_rank
from moments
left join surveys on surveys.message_no = case when moments.type = 'message.created' then moments.moment_id end

-- grain:   one row per outbound message that a channel reported on
-- reads:   scope_events, superseded, scope_unit
-- key:     message_no
-- when:    type = 'message.delivery'
-- Statuses arrive in any order and never downgrade: read implies delivered, delivered implies sent,
-- and a failure counts only where nothing was delivered.

with

states as (
    select
        message_key,
        min(coalesce(scope_unit.unit, scope_events.scope_id)) as unit,
        coalesce(
            min(case when customer_id is not null then scope_events.scope_id end), min(scope_events.scope_id)
        ) as scope_id,
        min(customer_id) as customer_id,
        min(occurred_at) as first_at,
        min(case when delivery_state <> 'failed' then occurred_at end) as sent_at,
        min(case when delivery_state in ('delivered', 'read', 'played') then occurred_at end) as delivered_at,
        min(case when delivery_state in ('read', 'played') then occurred_at end) as read_at,
        max(case when delivery_state = 'failed' then 1 else 0 end) as any_failed,
        max(category) as category,
        max(template) as template,
        max(actor_type) as actor_type,
        max(actor_id) as actor_id,
        max(content_kind) as content_kind,
        max(team) as team,
        min(source) as source,
        min(channel) as channel,
        min(brand) as brand
    from scope_events
    anti join superseded on superseded.event_no = scope_events.event_no
    left join scope_unit on scope_unit.scope_id = scope_events.scope_id
    where type = 'message.delivery' and message_key is not null
    group by message_key
)

-- the number of a message is the fact that a telling of it would have
select
    md5_number_lower('m:' || message_key) as message_no,
    states.*,
    any_failed = 1 and delivered_at is null as failed
from states

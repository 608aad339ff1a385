-- grain:   one row per outbound message that a channel reported on
-- reads:   fact_event
-- key:     message_key
-- Statuses arrive in any order and never downgrade: read implies delivered, delivered implies sent,
-- and a failure counts only where nothing was delivered.

with

reports as (
    select *
    from fact_event
    where type = 'message.delivery' and message_key is not null
),

states as (
    select
        message_key,
        min(unit) as unit,
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
        min(account) as account,
        min(channel) as channel,
        min(brand) as brand
    from reports
    group by message_key
),

homes as (
    select message_key, min(scope_id) as scope_id, min(customer_id) as customer_id
    from reports
    where customer_id is not null
    group by message_key
)

select
    states.*,
    states.any_failed = 1 and states.delivered_at is null as failed,
    coalesce(homes.scope_id, any_home.scope_id) as scope_id,
    homes.customer_id
from states
left join homes on homes.message_key = states.message_key
left join (
    select message_key, min(scope_id) as scope_id
    from reports
    group by message_key
) as any_home on any_home.message_key = states.message_key

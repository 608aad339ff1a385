-- grain:   one row per message, those outside any ticket (campaigns) included
-- reads:   moment, assignment, ticket_moment, ticket_state
-- key:     message_key

with

inside as (
    select
        ticket_state.scope_id, ticket_state.ticket_key, ticket_state.ticket_id,
        moment.message_key, moment.occurred_at, moment.direction, moment.actor_type, moment.actor_id, moment.visibility,
        moment.content_kind, moment.content_length, moment.asks, ticket_moment.is_reply, moment.category, moment.template,
        moment.delivered_at, moment.read_at, moment.failed, moment.customer_id,
        ticket_state.source, ticket_state.channel, ticket_state.brand, ticket_moment.team, ticket_moment.assignee,
        ticket_moment.priority, ticket_state.tier, ticket_state.topic, ticket_state.removed
    from ticket_moment
    inner join moment on moment.moment_id = ticket_moment.moment_id
    inner join ticket_state on ticket_state.ticket_no = ticket_moment.ticket_no
    where ticket_moment.type = 'message.created'
),

outside as (
    select
        scope_id, cast(null as varchar) as ticket_key, cast(null as varchar) as ticket_id,
        message_key, occurred_at, direction, actor_type, actor_id, visibility, content_kind, content_length,
        asks, false as is_reply, category, template, delivered_at, read_at, failed, customer_id,
        source, channel, brand, nullif(team, '') as team, nullif(assignee, '') as assignee,
        priority, tier, topic, false as removed
    from moment
    anti join assignment using (moment_id)
    where type = 'message.created'
)

select
    scope_id,
    ticket_key,
    ticket_id,
    message_key,
    occurred_at as sent_at,
    direction,
    actor_type,
    actor_id,
    coalesce(visibility, 'public') as visibility,
    content_kind,
    content_length,
    asks as countable,
    is_reply,
    direction = 'outbound' and not is_reply
        and coalesce(category in ('marketing', 'utility') or content_kind = 'campaign', false) as is_campaign,
    category,
    template,
    delivered_at,
    read_at,
    failed,
    customer_id,
    source,
    channel,
    brand,
    team,
    assignee,
    priority,
    tier,
    topic,
    removed
from (
    select * from inside
    union all
    select * from outside
) as messages

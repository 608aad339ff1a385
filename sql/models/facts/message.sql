-- grain:   one row per message, those outside any ticket (campaigns) included
-- reads:   moment, ticket_moment, ticket_state, template_answer
-- key:     message_key
-- order:   sent_at

with

messages as (
    select
        moment.*,
        ticket_state.ticket_no is not null as is_inside,
        ticket_moment.is_reply,
        ticket_moment.team as team_then,
        ticket_moment.assignee as assignee_then,
        ticket_moment.priority as priority_then,
        ticket_state.scope_id as ticket_scope_id,
        ticket_state.ticket_key,
        ticket_state.ticket_id,
        ticket_state.source as ticket_source,
        ticket_state.channel as ticket_channel,
        ticket_state.brand as ticket_brand,
        ticket_state.tier as ticket_tier,
        ticket_state.topic as ticket_topic,
        ticket_state.removed
    from moment
    left join ticket_moment on ticket_moment.moment_id = moment.moment_id
    left join ticket_state on ticket_state.ticket_no = ticket_moment.ticket_no
    where moment.type = 'message.created'
)

select
    coalesce(ticket_scope_id, scope_id) as scope_id,
    ticket_key,
    ticket_id,
    message_key,
    occurred_at as sent_at,
    cast(direction as varchar) as direction,
    cast(actor_type as varchar) as actor_type,
    actor_id,
    coalesce(visibility, 'public') as visibility,
    content_kind,
    content_length,
    asks as countable,
    coalesce(is_reply, false) as is_reply,
    direction = 'outbound' and not coalesce(is_reply, false)
        and coalesce(category in ('marketing', 'utility') or content_kind = 'campaign', false) as is_campaign,
    category,
    template,
    delivered_at,
    read_at,
    template_answer.answered_at,
    failed,
    customer_id,
    case when is_inside then ticket_source else source end as source,
    case when is_inside then ticket_channel else channel end as channel,
    case when is_inside then ticket_brand else brand end as brand,
    case when is_inside then team_then else nullif(team, '') end as team,
    case when is_inside then assignee_then else nullif(assignee, '') end as assignee,
    cast(case when is_inside then priority_then else priority end as varchar) as priority,
    case when is_inside then ticket_tier else tier end as tier,
    case when is_inside then ticket_topic else topic end as topic,
    coalesce(removed, false) as removed
from messages
left join template_answer on template_answer.moment_id = messages.moment_id

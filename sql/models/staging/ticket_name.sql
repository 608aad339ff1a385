-- grain:   one row per ticket that a helpdesk or a session named
-- reads:   scope_events, session_name
-- key:     ticket_no

with

names as (
    select scope_id as ticket_no, substr(scope_key, 8) as ticket_key, max(ticket_id) as ticket_id
    from scope_events
    where scope_key like 'ticket:%'
    group by scope_id, scope_key
    union all
    -- a survivor that nothing else was told of
    select md5_number_lower(related_key), substr(related_key, 8), null
    from scope_events
    where type = 'ticket.merged' and related_key like 'ticket:%'
    union all
    select ticket_no, ticket_key, ticket_id
    from session_name
)

select
    ticket_no,
    min(ticket_key) as ticket_key,
    coalesce(max(ticket_id), substr(min(ticket_key), strpos(min(ticket_key), ':') + 1)) as ticket_id
from names
group by ticket_no

-- grain:   one row per session
-- reads:   session, moment
-- key:     unit, session_no
-- when:    scope_key not like 'ticket:%'
-- The first countable message names the session, so two installations name it alike.

with

opening as (
    select
        session.unit, session.session_no, moment.source,
        coalesce(moment.channel, 'conversation') || '-'
            || substr(md5(coalesce(moment.message_key, cast(moment.moment_id as varchar))), 1, 16) as ticket_id
    from session
    inner join moment on moment.moment_id = session.moment_id
    where session.starts_session
)

select
    unit, session_no, ticket_id,
    source || ':' || ticket_id as ticket_key,
    md5_number_lower('ticket:' || source || ':' || ticket_id) as ticket_no
from opening

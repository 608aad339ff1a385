-- grain:   one row per moment that belongs to a ticket
-- reads:   moment, session, fact_event
-- key:     moment_id
-- Which ticket a moment belongs to: the helpdesk's own; the survivor's, for messages of a merged ticket; the owner's, for
-- messages of a conversation that a helpdesk owns; else the session's.

with recursive

merge as (
    select ticket_key, max_by(merged_into, fold_no) as into_key
    from moment
    where type = 'ticket.merged' and merged_into is not null and merged_into <> ticket_key
    group by ticket_key
),

chain as (
    select ticket_key, into_key as survivor, 1 as depth
    from merge
    union all
    select chain.ticket_key, merge.into_key, chain.depth + 1
    from chain
    inner join merge on merge.ticket_key = chain.survivor
    where chain.depth < 16
),

survivor as (
    select ticket_key, max_by(survivor, depth) as survivor
    from chain
    group by ticket_key
),

owner as (
    select unit, ticket_key, min(occurred_at) as owned_from
    from fact_event
    where is_helpdesk and related_key is not null and related_key not like 'ticket:%'
    group by unit, ticket_key
),

-- the latest ticket that owned the conversation by then, else its first
owned as (
    select
        moment.moment_id,
        coalesce(
            max_by(owner.ticket_key, owner.owned_from)
                filter (where owner.owned_from <= moment.occurred_at + interval '5 minutes'),
            min_by(owner.ticket_key, owner.owned_from)
        ) as ticket_key
    from moment
    inner join owner on owner.unit = moment.unit
    where not moment.is_helpdesk
    group by moment.moment_id
),

-- the first countable message names the session
session_name as (
    select
        session.unit, session.session_no,
        min_by(moment.source, moment.fold_no) as source,
        coalesce(min_by(moment.channel, moment.fold_no), 'conversation') || '-'
            || substr(md5(min_by(coalesce(moment.message_key, cast(moment.moment_id as varchar)), moment.fold_no)), 1, 16)
            as ticket_id,
        min_by(moment.occurred_at, moment.fold_no) as opened_at,
        min_by(moment.scope_id, moment.fold_no) as scope_id
    from session
    inner join moment on moment.moment_id = session.moment_id
    where session.in_session and moment.asks
    group by session.unit, session.session_no
),

assigned as (
    select
        moment.moment_id,
        coalesce(
            case when moment.type like 'message.%' or moment.type like 'csat.%' then survivor.survivor end,
            moment.ticket_key
        ) as ticket_key,
        cast(null as varchar) as session_id,
        cast(null as timestamp) as session_opened_at
    from moment
    left join survivor on survivor.ticket_key = moment.ticket_key
    where moment.is_helpdesk

    union all

    select
        session.moment_id,
        coalesce(owned.ticket_key, session_name.source || ':' || session_name.ticket_id) as ticket_key,
        case when owned.ticket_key is null then session_name.ticket_id end as session_id,
        case when owned.ticket_key is null then session_name.opened_at end as session_opened_at
    from session
    left join owned on owned.moment_id = session.moment_id
    left join session_name on session_name.unit = session.unit and session_name.session_no = session.session_no
    where owned.ticket_key is not null or (session.in_session and session_name.ticket_id is not null)
)

-- a number stands for the key wherever it is only compared
select *, md5_number_lower(ticket_key) as ticket_no
from assigned

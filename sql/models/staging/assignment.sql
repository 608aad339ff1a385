-- grain:   one row per moment that belongs to a ticket
-- reads:   scope_events, superseded, scope_unit, moment, fold_order, survivor, session, session_name
-- key:     moment_id
-- Which ticket a moment belongs to: the helpdesk's own; the survivor's, for messages of a merged ticket; the owner's, for
-- messages of a conversation that a helpdesk owns; else the session's. A ticket's number is that of its scope.

with

owner as (
    select
        coalesce(scope_unit.unit, events.scope_id) as unit, events.scope_id as ticket_no, min(events.occurred_at) as owned_from
    from scope_events as events
    anti join superseded on superseded.event_no = events.event_no
    left join scope_unit on scope_unit.scope_id = events.scope_id
    where events.scope_key like 'ticket:%' and events.related_key not like 'ticket:%'
    group by 1, 2
),

-- the latest ticket that owned the conversation by then, else its first
owned as (
    select
        fold_order.moment_id,
        coalesce(
            max_by(owner.ticket_no, struct_pack(owned_from := owner.owned_from, ticket_no := owner.ticket_no))
                filter (where owner.owned_from <= fold_order.occurred_at + interval '5 minutes'),
            min_by(owner.ticket_no, struct_pack(owned_from := owner.owned_from, ticket_no := owner.ticket_no))
        ) as ticket_no
    from fold_order
    inner join owner on owner.unit = fold_order.unit
    where not fold_order.is_helpdesk
    group by fold_order.moment_id
),

of_helpdesk as (
    select
        fold_order.*,
        coalesce(
            case when moment.type like 'message.%' or moment.type like 'csat.%' then survivor.survivor_no end,
            fold_order.scope_id
        ) as ticket_no
    from fold_order
    inner join moment on moment.moment_id = fold_order.moment_id
    inner join survivor on survivor.ticket_no = fold_order.scope_id
    where fold_order.is_helpdesk
    union all
    select fold_order.*, fold_order.scope_id as ticket_no
    from fold_order
    anti join survivor on survivor.ticket_no = fold_order.scope_id
    where fold_order.is_helpdesk
),

of_conversation as (
    select
        session.*,
        coalesce(owned.ticket_no, session_name.ticket_no) as ticket_no,
        owned.ticket_no is null as is_session
    from session
    left join owned on owned.moment_id = session.moment_id
    left join session_name
        on session_name.unit = session.unit
        and session_name.session_no = case when session.in_session then session.session_no end
)

select
    ticket_no, false as is_session, moment_id, unit, scope_id, occurred_at, fold_no, asks, creates, closes, is_reply,
    is_bot_answer
from of_helpdesk
union all
select
    ticket_no, is_session, moment_id, unit, scope_id, occurred_at, fold_no, asks, creates, closes, is_reply, is_bot_answer
from of_conversation
where ticket_no is not null

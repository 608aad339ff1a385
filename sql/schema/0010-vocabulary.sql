-- Words of `pipelines/events/vocabulary.ts` (docs/adr/0027-words-as-enumerations.md). In the order of the alphabet, as
-- enumerations sort by their place: rows and words compare as their texts do.
create type event_type as enum (
    'call.ended', 'call.started', 'config.changed', 'csat.received', 'csat.requested', 'identity.linked',
    'message.created', 'message.deleted', 'message.delivery', 'message.edited', 'message.reaction',
    'ticket.created', 'ticket.deleted', 'ticket.handoff', 'ticket.human_requested', 'ticket.merged',
    'ticket.restored', 'ticket.spam', 'ticket.updated'
);
create type actor_type as enum ('agent', 'automation', 'bot', 'customer', 'system', 'unknown');
create type ticket_status as enum ('closed', 'deleted', 'new', 'on_hold', 'open', 'pending', 'solved', 'spam');
create type ticket_priority as enum ('high', 'low', 'normal', 'urgent');
create type channel as enum ('chat', 'email', 'other', 'phone', 'sms', 'social', 'web', 'whatsapp');
create type direction as enum ('inbound', 'internal', 'outbound');
create type visibility as enum ('private', 'public');
create type delivery_state as enum ('delivered', 'failed', 'played', 'read', 'sent');

-- A column that is altered to such a type cannot be read back from the log: a new table, put in the place of the old one.
create table event_next as
select * replace (
    cast(type as event_type) as type,
    cast(actor_type as actor_type) as actor_type,
    cast(status as ticket_status) as status,
    cast(priority as ticket_priority) as priority,
    cast(channel as channel) as channel,
    cast(direction as direction) as direction,
    cast(visibility as visibility) as visibility,
    cast(delivery_state as delivery_state) as delivery_state
)
from event;
drop table event;
alter table event_next rename to event;

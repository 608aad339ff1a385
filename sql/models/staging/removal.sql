-- grain:   one row per ticket that was merged away, deleted or taken for spam, whether or not it came back
-- reads:   ticket_moment, moment
-- key:     ticket_no
-- when:    type in ('ticket.merged', 'ticket.deleted', 'ticket.spam', 'ticket.restored')

select
    ticket_moment.ticket_no,
    max_by(ticket_moment.type, ticket_moment.moment_no) as last_type,
    max_by(ticket_moment.occurred_at, ticket_moment.moment_no) as removed_at,
    max_by(moment.merged_into, ticket_moment.moment_no) as merged_into
from ticket_moment
inner join moment on moment.moment_id = ticket_moment.moment_id
where ticket_moment.type in ('ticket.merged', 'ticket.deleted', 'ticket.spam', 'ticket.restored')
group by ticket_moment.ticket_no

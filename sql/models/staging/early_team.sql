-- grain:   one row per ticket of which something was told before its creation
-- reads:   ticket_span, assignment, moment
-- key:     ticket_no
-- when:    type = 'ticket.created'
-- The team that had it when it was created: business time before goes by that team's calendar.

select
    ticket_span.ticket_no,
    ticket_span.created_at as until_at,
    coalesce(max_by(moment.team, assignment.fold_no), '') as team
from ticket_span
inner join assignment
    on assignment.ticket_no = ticket_span.ticket_no
    and assignment.occurred_at <= ticket_span.created_at
inner join moment on moment.moment_id = assignment.moment_id
where ticket_span.first_told_at < ticket_span.created_at
group by ticket_span.ticket_no, ticket_span.created_at

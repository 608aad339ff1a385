-- grain:   one row per survey sent; an answer without a known survey implies one
-- reads:   moment, ticket_moment, ticket_state, rating
-- key:     ticket_key, survey_id
-- when:    type in ('csat.received', 'csat.requested')

with

sent as (
    select
        ticket_moment.ticket_no,
        coalesce(moment.survey_id, moment.parent_message_key, moment.message_key, 'ticket') as survey_id,
        min(ticket_moment.occurred_at) as requested_at,
        min_by(ticket_moment.team, ticket_moment.moment_no) as team,
        min_by(ticket_moment.assignee, ticket_moment.moment_no) as assignee
    from ticket_moment
    inner join moment on moment.moment_id = ticket_moment.moment_id
    where moment.type = 'csat.requested'
    group by all
),

surveys as (
    select
        coalesce(sent.ticket_no, rating.ticket_no) as ticket_no,
        coalesce(sent.survey_id, rating.survey_id) as survey_id,
        coalesce(sent.requested_at, rating.rated_at) as requested_at,
        coalesce(sent.team, rating.team) as team,
        coalesce(sent.assignee, rating.assignee) as assignee,
        rating.ticket_no is not null as answered
    from sent
    full join rating on rating.ticket_no = sent.ticket_no and rating.survey_id = sent.survey_id
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    surveys.survey_id,
    surveys.requested_at,
    surveys.answered,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    surveys.team,
    surveys.assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    ticket_state.removed
from surveys
inner join ticket_state on ticket_state.ticket_no = surveys.ticket_no

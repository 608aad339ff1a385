-- grain:   one row per template that was answered
-- reads:   moment
-- key:     moment_id
-- when:    template is not null or content_kind in ('template', 'campaign') or category in ('marketing', 'utility', 'authentication')
-- What customers wrote within three days of it; of the same person, since moments of one unit are.

select template.moment_id, min(answer.occurred_at) as answered_at
from moment as template
inner join moment as answer
    on answer.unit = template.unit
    and answer.type = 'message.created'
    and answer.direction = 'inbound'
    and answer.occurred_at > template.occurred_at
    and answer.occurred_at <= template.occurred_at + interval 72 hours
where template.type = 'message.created'
    and template.direction = 'outbound'
    and (
        template.template is not null
        or template.content_kind in ('template', 'campaign')
        or template.category in ('marketing', 'utility', 'authentication')
    )
group by template.moment_id

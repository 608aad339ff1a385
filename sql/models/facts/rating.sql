-- grain:   one row per answered survey, with its latest answer
-- reads:   moment, ticket_moment, ticket_state
-- key:     ticket_key, survey_id
-- when:    type = 'csat.received'

with

answers as (
    select
        ticket_moment.ticket_no, ticket_moment.moment_no, ticket_moment.occurred_at, ticket_moment.team, ticket_moment.assignee,
        moment.score, moment.scale_min, moment.scale_max, moment.content_length as comment_length,
        coalesce(moment.survey_id, moment.parent_message_key, 'ticket') as survey_id
    from ticket_moment
    inner join moment on moment.moment_id = ticket_moment.moment_id
    where moment.type = 'csat.received' and moment.score is not null
),

latest as (
    select *
    from answers
    qualify row_number() over (partition by ticket_no, survey_id order by moment_no desc) = 1
),

resolver as (
    select
        latest.ticket_no, latest.survey_id,
        max_by(
            case when solve.actor_type = 'agent' then coalesce(solve.actor_id, solve.assignee) else solve.assignee end,
            solve.moment_no
        ) as agent
    from latest
    inner join ticket_moment as solve
        on solve.ticket_no = latest.ticket_no and solve.is_solve and solve.moment_no < latest.moment_no
    group by latest.ticket_no, latest.survey_id
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    latest.survey_id,
    latest.occurred_at as rated_at,
    latest.score,
    latest.scale_min,
    latest.scale_max,
    latest.comment_length,
    latest.score >= 0.75 as positive,
    coalesce(resolver.agent, latest.assignee) as agent,
    case
        when ticket_state.bot_reply_count > 0 and ticket_state.reply_count = 0 then 'bot'
        when ticket_state.bot_reply_count > 0 then 'bot_then_human'
        else 'human'
    end as path,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    latest.team,
    latest.assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    ticket_state.removed
from latest
inner join ticket_state on ticket_state.ticket_no = latest.ticket_no
left join resolver on resolver.ticket_no = latest.ticket_no and resolver.survey_id = latest.survey_id

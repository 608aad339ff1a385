-- grain:   one row per customer turn
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key, turn
-- order:   asked_at
-- A turn opens with the first unanswered countable message and closes with the next reply. A bot's answer closes it only
-- when the ticket ends without another word of the customer; solving ends it unanswered. A message on a solved ticket that
-- is neither answered nor reopens it asks for nothing: its turn ends where it began.

with

signals as (
    select
        ticket_no, moment_no, occurred_at, open_ms, asks, is_reply, is_bot_answer, is_solve,
        type = 'ticket.handoff' or is_reopen as hands_over
    from ticket_moment
    where asks or is_reply or is_bot_answer or is_solve or is_reopen or type = 'ticket.handoff'
),

openings as (
    select
        *,
        asks and coalesce(
            lag(case when asks then 'ask' when is_reply or is_solve then 'end' end ignore nulls) over in_order, 'end'
        ) = 'end' as opens_turn
    from signals
    window in_order as (partition by ticket_no order by moment_no)
),

turns as (
    select
        *,
        sum(case when opens_turn then 1 else 0 end) over through as turn,
        max(case when asks then moment_no end) over through as last_ask_no,
        max(case when hands_over then occurred_at end) over through as handed_over_at,
        max(case when hands_over then open_ms end) over through as handed_over_open_ms
    from openings
    window through as (partition by ticket_no order by moment_no rows between unbounded preceding and current row)
),

-- numbers of moments only; what was said of those that matter is looked up behind
summary as (
    select
        ticket_no, turn,
        min(case when opens_turn then moment_no end) as opening_no,
        min(case when opens_turn then occurred_at end) as asked_at,
        min(case when opens_turn then open_ms end) as asked_open_ms,
        min(case when is_reply then moment_no end) as reply_no,
        min(case when is_solve then moment_no end) as ending_no,
        min(case when is_bot_answer then moment_no end) as bot_word_no,
        min(case when is_bot_answer then occurred_at end) as bot_word_at,
        min_by(open_ms, case when is_bot_answer then moment_no end) as bot_word_open_ms,
        -- the bot's first word after the customer's last
        min_by(moment_no, case when is_bot_answer then moment_no - last_ask_no * 1000000 end) as bot_answer_no,
        max(case when is_bot_answer then last_ask_no end) = max(last_ask_no) as bot_has_last_word,
        min_by(handed_over_at, case when is_reply then moment_no end) as handed_over_at,
        min_by(handed_over_open_ms, case when is_reply then moment_no end) as handed_over_open_ms
    from turns
    where turn > 0
    group by ticket_no, turn
),

answered as (
    select
        *,
        case
            when reply_no is not null and (ending_no is null or reply_no < ending_no) then reply_no
            when bot_has_last_word and bot_answer_no < ending_no then bot_answer_no
        end as answer_no
    from summary
),

ranked as (
    select
        *,
        coalesce(
            turn = min(case when answer_no is not null then turn end) over (partition by ticket_no), false
        ) as is_first
    from answered
),

-- put together before the many columns of the ticket come in: each join costs by the columns that it carries
ended as (
    select
        ranked.*,
        coalesce(answer.occurred_at, ending.occurred_at) as ended_at,
        answer.occurred_at as answered_at,
        answer.open_ms as answered_open_ms,
        coalesce(answer.open_ms, ending.open_ms) as ended_open_ms,
        answer.actor_type as responder_type,
        answer.actor_id as responder,
        coalesce(answer.team, ending.team) as team,
        coalesce(answer.assignee, ending.assignee) as assignee,
        ending.is_expiry
    from ranked
    left join ticket_moment as answer
        on answer.ticket_no = ranked.ticket_no and answer.moment_no = ranked.answer_no
    left join ticket_moment as ending
        on ending.ticket_no = ranked.ticket_no and ending.moment_no = ranked.ending_no
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    cast(ended.turn as integer) as turn,
    ended.reply_no is null and ended.ending_no is null and ticket_state.status in ('solved', 'closed') as asks_nothing,
    ended.asked_at,
    ended.answered_at,
    coalesce(ended.ended_at, case when asks_nothing then ended.asked_at end) as ended_at,
    case
        when ended.answer_no is not null then 'answered'
        when ended.is_expiry then 'expired'
        when ended.ending_no is not null or asks_nothing then 'solved'
        else 'open'
    end as outcome,
    cast(ended.responder_type as varchar) as responder_type,
    ended.responder,
    date_diff('millisecond', ended.asked_at, ended.answered_at) / 1000.0 as response_s,
    (ended.answered_open_ms - ended.asked_open_ms) / 1000.0 as response_business_s,
    ended.is_first,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    coalesce(ended.team, ticket_state.team) as team,
    coalesce(ended.assignee, ticket_state.assignee) as assignee,
    cast(opening.priority as varchar) as priority,
    ticket_state.tier,
    ticket_state.topic,
    opening.team as asked_team,
    cast(opening.channel as varchar) as asked_channel,
    opening.brand as asked_brand,
    opening.tier as asked_tier,
    opening.topic as asked_topic,
    ended.asked_open_ms,
    ended.ended_open_ms,
    ended.bot_word_at,
    ended.bot_word_open_ms,
    greatest(ended.asked_at, ended.handed_over_at) as human_asked_at,
    greatest(ended.asked_open_ms, ended.handed_over_open_ms) as human_asked_open_ms,
    ticket_state.removed
from ended
inner join ticket_moment as opening
    on opening.ticket_no = ended.ticket_no and opening.moment_no = ended.opening_no
inner join ticket_state on ticket_state.ticket_no = ended.ticket_no

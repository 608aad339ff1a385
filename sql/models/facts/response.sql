-- grain:   one row per customer turn
-- reads:   ticket_moment, ticket_state
-- key:     ticket_key, turn
-- A turn opens with the first unanswered countable message and closes with the next reply. A bot's answer closes it only
-- when the ticket ends without another word of the customer; solving ends it unanswered. A message on a solved ticket that
-- is neither answered nor reopens it asks for nothing: its turn ends where it began.

with

signals as (
    select
        ticket_no, moment_no, occurred_at, open_ms, asks, is_reply, is_bot_answer, is_solve, is_expiry,
        priority, team, channel, brand, tier, topic,
        type = 'ticket.handoff' or is_reopen as hands_over,
        struct_pack(
            no := moment_no, reached_at := occurred_at, open_ms := open_ms, actor_type := actor_type,
            actor_id := actor_id, team := team, assignee := assignee, is_expiry := is_expiry
        ) as signal
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

summary as (
    select
        ticket_no, turn,
        min(case when opens_turn then occurred_at end) as asked_at,
        min(case when opens_turn then open_ms end) as asked_open_ms,
        min_by(priority, case when opens_turn then moment_no end) as priority,
        min_by(team, case when opens_turn then moment_no end) as asked_team,
        min_by(channel, case when opens_turn then moment_no end) as asked_channel,
        min_by(brand, case when opens_turn then moment_no end) as asked_brand,
        min_by(tier, case when opens_turn then moment_no end) as asked_tier,
        min_by(topic, case when opens_turn then moment_no end) as asked_topic,
        min_by(signal, case when is_reply then moment_no end) as reply,
        min_by(signal, case when is_solve then moment_no end) as ending,
        -- the bot's first word, and its first word after the customer's last
        min_by(signal, case when is_bot_answer then moment_no end) as bot_word,
        min_by(signal, case when is_bot_answer then moment_no - last_ask_no * 1000000 end) as bot_answer,
        max(case when is_bot_answer then last_ask_no end) = max(last_ask_no) as bot_has_last_word,
        min_by(handed_over_at, case when is_reply then moment_no end) as handed_over_at,
        min_by(handed_over_open_ms, case when is_reply then moment_no end) as handed_over_open_ms
    from turns
    where turn > 0
    group by ticket_no, turn
),

answered as (
    select
        summary.*,
        case
            when reply is not null and (ending is null or reply.no < ending.no) then reply
            when bot_has_last_word and bot_answer.no < ending.no then bot_answer
        end as answer,
        reply is null and ending is null and ticket_state.status in ('solved', 'closed') as asks_nothing
    from summary
    inner join ticket_state on ticket_state.ticket_no = summary.ticket_no
)

select
    ticket_state.scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    cast(answered.turn as integer) as turn,
    answered.asked_at,
    answered.answer.reached_at as answered_at,
    coalesce(
        answered.answer.reached_at, answered.ending.reached_at, case when answered.asks_nothing then answered.asked_at end
    ) as ended_at,
    case
        when answered.answer is not null then 'answered'
        when answered.ending.is_expiry then 'expired'
        when answered.ending is not null or answered.asks_nothing then 'solved'
        else 'open'
    end as outcome,
    answered.answer.actor_type as responder_type,
    answered.answer.actor_id as responder,
    date_diff('millisecond', answered.asked_at, answered.answer.reached_at) / 1000.0 as response_s,
    (answered.answer.open_ms - answered.asked_open_ms) / 1000.0 as response_business_s,
    answered.answer is not null and answered.turn = min(
        case when answered.answer is not null then answered.turn end
    ) over (partition by answered.ticket_no) as is_first,
    ticket_state.source,
    ticket_state.channel,
    ticket_state.brand,
    coalesce(answered.answer.team, answered.ending.team, ticket_state.team) as team,
    coalesce(answered.answer.assignee, answered.ending.assignee, ticket_state.assignee) as assignee,
    answered.priority,
    ticket_state.tier,
    ticket_state.topic,
    answered.asked_team,
    answered.asked_channel,
    answered.asked_brand,
    answered.asked_tier,
    answered.asked_topic,
    answered.asked_open_ms,
    coalesce(answered.answer.open_ms, answered.ending.open_ms) as ended_open_ms,
    answered.asks_nothing,
    answered.bot_word.reached_at as bot_word_at,
    answered.bot_word.open_ms as bot_word_open_ms,
    greatest(answered.asked_at, answered.handed_over_at) as human_asked_at,
    greatest(answered.asked_open_ms, answered.handed_over_open_ms) as human_asked_open_ms,
    ticket_state.removed
from answered
inner join ticket_state on ticket_state.ticket_no = answered.ticket_no

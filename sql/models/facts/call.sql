-- grain:   one row per call
-- reads:   moment, assignment, ticket_state
-- key:     call_key
-- when:    type in ('call.started', 'call.ended')

with

calls as (
    select
        moment.message_key as call_key,
        min(moment.scope_id) as scope_id,
        min(assignment.ticket_no) as ticket_no,
        min(moment.occurred_at) as started_at,
        max(case when moment.type = 'call.ended' then moment.occurred_at end) as ended_at,
        max(case when moment.type = 'call.started' then 1 else 0 end) as has_start,
        max(moment.direction) as direction,
        max(cast(json_extract_string(moment.call_attrs, '$.answered') as boolean)) as answered,
        max(cast(json_extract_string(moment.call_attrs, '$.duration_s') as double)) as told_duration_s,
        max(case when moment.actor_type = 'agent' then moment.actor_id end) as agent,
        min(moment.source) as source,
        min(moment.channel) as channel,
        min(nullif(moment.team, '')) as team
    from moment
    left join assignment on assignment.moment_id = moment.moment_id
    where moment.type in ('call.started', 'call.ended') and moment.message_key is not null
    group by moment.message_key
)

select
    coalesce(ticket_state.scope_id, calls.scope_id) as scope_id,
    ticket_state.ticket_no,
    ticket_state.ticket_key,
    ticket_state.ticket_id,
    calls.call_key,
    calls.started_at,
    calls.ended_at,
    coalesce(
        calls.told_duration_s,
        case when calls.has_start = 1 then date_diff('millisecond', calls.started_at, calls.ended_at) / 1000.0 end
    ) as duration_s,
    cast(calls.direction as varchar) as direction,
    coalesce(calls.answered, calls.agent is not null) as answered,
    coalesce(ticket_state.source, calls.source) as source,
    coalesce(calls.channel, ticket_state.channel) as channel,
    ticket_state.brand,
    coalesce(calls.team, ticket_state.team) as team,
    coalesce(calls.agent, ticket_state.assignee) as assignee,
    ticket_state.priority,
    ticket_state.tier,
    ticket_state.topic,
    coalesce(ticket_state.removed, false) as removed
from calls
left join ticket_state on ticket_state.ticket_no = calls.ticket_no

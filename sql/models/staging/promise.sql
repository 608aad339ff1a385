-- grain:   one row per promise that began: a target of a ticket in one of its turns or cycles
-- reads:   response, resolution, ticket_state, era_day, era_policy, policy_condition, sla_target
-- key:     ticket_no, clock_no
-- The first policy whose conditions hold for the ticket as it was when the clock started; policy, priority and calendar stay
-- those of that instant. Without a target for it there is no promise.

with

began as (
    select
        ticket_no,
        case when turn = 1 then 'first_response' else 'next_response' end as target,
        turn as cycle,
        asked_at as started_at,
        case when outcome <> 'expired' then ended_at end as stopped_at,
        case when outcome = 'expired' then ended_at end as expired_at,
        priority, asked_team as started_team, asked_channel as started_channel, asked_brand as started_brand,
        asked_tier as started_tier, asked_topic as started_topic, team, assignee
    from response
    where not asks_nothing
    union all
    select
        ticket_no, 'resolution' as target, cycle, opened_at, solved_at, cast(null as timestamp),
        opened_priority, opened_team, opened_channel, opened_brand, opened_tier, opened_topic, team, assignee
    from resolution
),

dated as (
    select
        began.*, era_day.era_no, ticket_state.created_at,
        hash(
            era_day.era_no, ticket_state.source, began.started_channel, began.started_brand, began.started_team,
            began.started_tier, began.started_topic, began.priority
        ) as kind_no,
        ticket_state.source
    from began
    inner join ticket_state on ticket_state.ticket_no = began.ticket_no
    -- an outer join, though every instant has its era: the engine takes an inner one on a range for a rare match
    left join era_day
        on era_day.day = cast(began.started_at as date)
        and era_day.from_at <= began.started_at
        and era_day.to_at > began.started_at
),

kind as (
    select
        kind_no,
        min(era_no) as era_no,
        [
            coalesce(min(source), ''), coalesce(min(started_channel), ''), coalesce(min(started_brand), ''),
            coalesce(min(started_team), ''), coalesce(min(started_tier), ''), coalesce(min(started_topic), ''), coalesce(min(priority), '')
        ] as traits
    from dated
    group by kind_no
),

trait as (
    select
        kind_no,
        unnest(['source', 'channel', 'brand', 'team', 'tier', 'topic', 'priority']) as attribute,
        unnest(traits) as value
    from kind
),

refused as (
    select trait.kind_no, policy_condition.policy_no
    from trait
    inner join policy_condition on policy_condition.attribute = trait.attribute
    group by trait.kind_no, policy_condition.policy_no, trait.attribute, policy_condition.is_in
    having bool_or(policy_condition.named = trait.value) <> policy_condition.is_in
),

matched as (
    select kind.kind_no, era_policy.policy_no
    from kind
    inner join era_policy on era_policy.era_no = kind.era_no
    anti join refused on refused.kind_no = kind.kind_no and refused.policy_no = era_policy.policy_no
    qualify row_number() over (partition by kind.kind_no order by era_policy.place) = 1
)

select
    dated.ticket_no,
    -- target and cycle in one number, since copying texts is what a run over many tickets takes longest for
    cast(dated.cycle * 4 + case dated.target when 'first_response' then 0 when 'next_response' then 1 else 2 end as integer)
        as clock_no,
    dated.started_at, dated.stopped_at, dated.expired_at, dated.created_at, dated.era_no,
    dated.priority, dated.team, dated.assignee,
    sla_target.policy, sla_target.policy_version, sla_target.target_ms,
    sla_target.pauses_new, sla_target.pauses_pending, sla_target.pauses_on_hold,
    sla_target.calendar_no, sla_target.by_team
from dated
inner join matched on matched.kind_no = dated.kind_no
inner join sla_target
    on sla_target.era_no = dated.era_no
    and sla_target.policy_no = matched.policy_no
    and sla_target.target = dated.target
    and sla_target.priority = dated.priority

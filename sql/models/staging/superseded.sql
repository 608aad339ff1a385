-- grain:   one row per telling of a fact that a better telling replaces
-- reads:   scope_events
-- key:     event_no
-- when-all: count(distinct fact_id) < count(*)
-- Of several tellings of one fact the best-informed source wins, and of equals always the same one.

with

repeated as (
    select fact_id
    from scope_events
    group by fact_id
    having count(*) > 1
)

select event_no
from scope_events
where fact_id in (select fact_id from repeated)
qualify row_number() over (
    partition by fact_id
    order by
        source_rank, ticket_id is null, actor_id is null, occurred_at, actor_id, status, priority, team, assignee,
        content_kind, content_length, score, content_id
) > 1

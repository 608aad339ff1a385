-- the backlog now is what was created and reopened less what was resolved
with

flows as (
    select
        (select count(*) from ticket where not removed)
        + (select count(*) from resolution where not removed and cycle > 1)
        - (select count(*) from resolution where not removed and solved_at is not null) as by_flows
),

stock as (
    select count(*) as by_intervals
    from status_interval
    where not removed and is_open and to_at is null
)

select *
from flows
cross join stock
where by_flows <> by_intervals

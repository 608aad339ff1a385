-- grain:   one row per 15-minute cell of created_at and source, channel, brand, team, priority, tier
-- reads:   ticket
-- key:     cell_at
select
    time_bucket(interval '15 minutes', created_at) as cell_at,
    source,
    channel,
    brand,
    team,
    priority,
    tier,
    count(*) as created_count,
    count(*) filter (where bot_touched) as bot_touched_count,
    count(*) filter (where bot_touched and bot_contained) as bot_contained_count,
    count(*) filter (where bot_touched and handoff_count > 0) as bot_handed_off_count,
    count(*) filter (where human_requested) as human_requested_count
from ticket
where created_at is not null
    and removed is distinct from true
group by all

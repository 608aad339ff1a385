-- grain:   one row per 15-minute cell of rated_at and source, channel, brand, team, priority, tier
-- reads:   rating
-- key:     cell_at
select
    time_bucket(interval '15 minutes', rated_at) as cell_at,
    source,
    channel,
    brand,
    team,
    priority,
    tier,
    count(*) filter (where score is not null) as rating_count,
    count(*) filter (where score is not null and positive) as positive_count,
    sum(score) as score_sum
from rating
where rated_at is not null
    and removed is distinct from true
group by all

-- grain:   one row per 15-minute cell of solved_at and source, channel, brand, team, priority, tier
-- reads:   resolution
-- key:     cell_at
-- sums of seconds are whole milliseconds, so rounding makes them the same in whatever order they were added
select
    time_bucket(interval '15 minutes', solved_at) as cell_at,
    source,
    channel,
    brand,
    team,
    priority,
    tier,
    count(*) as solved_count,
    round(sum(duration_s), 3) as duration_s_sum,
    count(duration_s) as duration_s_count,
    histogram(floor(ln(greatest(duration_s, 0) + 1) / ln(1.02))::integer) filter (where duration_s is not null) as duration_s_histogram,
    round(sum(business_s), 3) as business_s_sum,
    count(business_s) as business_s_count,
    histogram(floor(ln(greatest(business_s, 0) + 1) / ln(1.02))::integer) filter (where business_s is not null) as business_s_histogram
from resolution
where solved_at is not null
    and removed is distinct from true
group by all

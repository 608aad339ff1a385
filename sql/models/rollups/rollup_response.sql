-- grain:   one row per 15-minute cell of answered_at and source, channel, brand, team, priority, tier
-- reads:   response
-- key:     cell_at
-- sums of seconds are whole milliseconds, so rounding makes them the same in whatever order they were added
select
    time_bucket(interval '15 minutes', answered_at) as cell_at,
    source,
    channel,
    brand,
    team,
    priority,
    tier,
    count(*) filter (where outcome = 'answered') as answered_count,
    count(*) filter (where outcome = 'answered' and responder_type = 'unknown') as unknown_count,
    round(sum(response_s), 3) as response_s_sum,
    count(response_s) as response_s_count,
    histogram(floor(ln(greatest(response_s, 0) + 1) / ln(1.02))::integer) filter (where response_s is not null) as response_s_histogram,
    round(sum(response_business_s), 3) as response_business_s_sum,
    count(response_business_s) as response_business_s_count,
    histogram(floor(ln(greatest(response_business_s, 0) + 1) / ln(1.02))::integer) filter (where response_business_s is not null) as response_business_s_histogram
from response
where answered_at is not null
    and removed is distinct from true
group by all

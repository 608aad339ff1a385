-- grain:   one row per 15-minute cell of sent_at and source, channel, brand, team, priority, tier
-- reads:   message
-- key:     cell_at
select
    time_bucket(interval '15 minutes', sent_at) as cell_at,
    source,
    channel,
    brand,
    team,
    priority,
    tier,
    count(*) filter (where direction = 'inbound') as inbound_count,
    count(*) filter (where direction = 'inbound' and countable) as countable_count,
    count(*) filter (where direction = 'outbound' and visibility is distinct from 'private') as outbound_count,
    count(*) filter (where is_reply) as reply_count,
    count(*) filter (where direction = 'outbound' and actor_type = 'bot' and visibility is distinct from 'private') as bot_count,
    count(*) filter (where is_campaign) as campaign_count,
    count(*) filter (where direction = 'outbound' and failed) as failed_count,
    count(*) filter (where is_template) as template_count,
    count(*) filter (where is_template and failed) as template_failed_count,
    count(*) filter (where is_template and (delivered_at is not null or read_at is not null)) as template_delivered_count,
    count(*) filter (where is_template and read_at is not null) as template_read_count
from (
    select
        *,
        direction = 'outbound'
            and (template is not null or content_kind = 'template' or category in ('marketing', 'utility', 'authentication'))
            as is_template
    from message
) as message
where sent_at is not null
    and removed is distinct from true
group by all

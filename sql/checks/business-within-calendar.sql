-- business seconds never exceed the seconds that really passed
select ticket_key from response where response_business_s > response_s + 0.001
union all
select ticket_key from ticket where full_resolution_business_s > full_resolution_s + 0.001
union all
select ticket_key from sla_clock
where stopped_at is not null and elapsed_s > date_diff('millisecond', started_at, stopped_at) / 1000.0 + 0.001

select ticket_key from response where response_s < 0 or response_business_s < 0
union all
select ticket_key from ticket where first_resolution_s < 0 or full_resolution_s < 0 or first_response_s < 0
union all
select ticket_key from sla_clock where elapsed_s < 0 or paused_s < 0

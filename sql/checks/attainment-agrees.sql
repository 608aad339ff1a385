-- a ticket's first-response clock has stopped exactly when its first turn has ended (running out aside)
select response.ticket_key
from response
inner join sla_clock
    on sla_clock.ticket_no = response.ticket_no
    and sla_clock.target = 'first_response'
where response.turn = 1
    and not response.removed
    and response.outcome <> 'expired'
    and (sla_clock.stopped_at is null) <> (response.outcome = 'open')

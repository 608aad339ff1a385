-- a clock that stopped after its due instant is breached, and only such a one
select ticket_key
from sla_clock
where stopped_at is not null
    and not removed
    and due_at is not null
    and target <> 'resolution'
    and ((state = 'breached') <> (elapsed_s > target_s))

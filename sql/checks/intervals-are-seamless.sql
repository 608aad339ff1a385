-- a ticket's status intervals follow each other without gap or overlap
select ticket_key
from (
    select ticket_key, to_at, lead(from_at, 1, null) over (partition by ticket_key order by from_at) as next_from_at
    from status_interval
) as followed
where (to_at is null) <> (next_from_at is null) or to_at <> next_from_at

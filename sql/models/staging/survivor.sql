-- grain:   one row per ticket that was merged into another
-- reads:   moment, fold_order
-- key:     ticket_no
-- when:    type = 'ticket.merged'
-- The ticket that is left at the end of the chain.

with recursive

merge as (
    select moment.scope_id as ticket_no, max_by(md5_number_lower('ticket:' || moment.merged_into), fold_order.fold_no) as into_no
    from moment
    inner join fold_order on fold_order.moment_id = moment.moment_id
    where moment.type = 'ticket.merged' and moment.merged_into is not null
        and md5_number_lower('ticket:' || moment.merged_into) <> moment.scope_id
    group by moment.scope_id
),

chain as (
    select ticket_no, into_no as survivor_no, 1 as depth
    from merge
    union all
    select chain.ticket_no, merge.into_no, chain.depth + 1
    from chain
    inner join merge on merge.ticket_no = chain.survivor_no
    where chain.depth < 16
)

select ticket_no, max_by(survivor_no, depth) as survivor_no
from chain
group by ticket_no

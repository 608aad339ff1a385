select ticket_key
from ticket
group by ticket_key
having count(*) > 1

select message_key
from message
where message_key is not null
group by message_key
having count(*) > 1

-- Reports that are sent or were: the outbox and the archive in one. `mail` is the Message-ID's name, the same for every attempt; `document` is JSON
-- and holds all texts and figures. `state` is waiting, sent, dead (given up) or withdrawn (no longer wanted when its turn came).
create table report_mail (
    mail varchar,
    recipient varchar,
    period varchar,
    scheduled boolean,
    name varchar,
    address varchar,
    subject varchar,
    document varchar,
    created_at timestamp,
    state varchar,
    attempts integer,
    next_at timestamp,
    last_at timestamp,
    reason varchar
);

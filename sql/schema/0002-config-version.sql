-- Configuration as commands of the journal state it: appended and never changed. `seq` is the command's number there,
-- `body` is JSON, null where the thing is withdrawn; `valid_from` is null for "since ever".
create table config_version (
    seq bigint,
    kind varchar,
    id varchar,
    version integer,
    valid_from timestamp,
    recorded_at timestamp,
    author varchar,
    note varchar,
    body varchar
);

-- Events are appended and never changed; no keys or indexes (docs/adr/0002-no-keys-on-events.md).
create table event (
    event_no bigint,
    scope_id ubigint,
    fact_id ubigint,
    content_id ubigint,
    delivery_seq bigint,
    received_at timestamp,
    source varchar,
    account varchar,
    source_rank smallint,
    type varchar,
    occurred_at timestamp,
    seq bigint,
    scope_key varchar,
    related_key varchar,
    ticket_id varchar,
    message_key varchar,
    parent_message_key varchar,
    actor_type varchar,
    actor_id varchar,
    customer_id varchar,
    status varchar,
    priority varchar,
    team varchar,
    assignee varchar,
    brand varchar,
    tier varchar,
    channel varchar,
    topic varchar,
    direction varchar,
    visibility varchar,
    content_kind varchar,
    content_length integer,
    countable boolean,
    delivery_state varchar,
    category varchar,
    template varchar,
    error_code varchar,
    score double,
    scale_min double,
    scale_max double,
    survey_id varchar,
    raw_type varchar,
    attrs varchar
);

-- Scopes that are folded together: merges, linked identities, conversations that a ticket owns.
create table scope_link (scope_id ubigint, related_id ubigint);

-- Delivery reports that name no recipient wait here for the message that they speak of.
create table orphan_report (scope_id ubigint, message_key varchar);

create table changed_scope (scope_id ubigint);

create table dead_letter (
    id bigint,
    delivery_seq bigint,
    source varchar,
    account varchar,
    received_at timestamp,
    reason varchar,
    headers varchar,
    body blob,
    replayed boolean
);

create table source_count (source varchar, account varchar, kind varchar, n bigint, last_at timestamp);

create table import_result (
    delivery_seq bigint,
    source varchar,
    read_count bigint,
    accepted bigint,
    duplicate bigint,
    rejected bigint,
    rejects_file varchar
);

create table state (key varchar, value varchar);

create table calendar_interval (
    calendar varchar,
    calendar_version integer,
    opens_at timestamp,
    closes_at timestamp,
    open_seconds_before bigint
);

-- The same calendar in pieces of one UTC day, and the open time in pieces of 24 open hours: equality joins find them.
create table calendar_stretch (
    calendar varchar,
    calendar_version integer,
    day date,
    from_at timestamp,
    to_at timestamp,
    open_ms_before bigint,
    is_open boolean
);

create table open_stretch (
    calendar varchar,
    calendar_version integer,
    open_day bigint,
    from_open_ms bigint,
    to_open_ms bigint,
    from_at timestamp
);

create table sla_target (
    policy varchar,
    policy_version integer,
    target varchar,
    priority varchar,
    target_s bigint,
    calendar varchar,
    calendar_version integer
);

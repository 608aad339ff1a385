-- What alerts remember: none of it follows from events, so a rebuild of the facts leaves it alone. `body` is JSON.
create table alert_state (rule varchar, alert varchar, print varchar, body varchar);
create table alert_circle (rule varchar, circle varchar, body varchar);
create table alert_health (rule varchar, body varchar);

-- Appended: turns of alerts, and notices with what they say.
create table alert_turn (rule varchar, alert varchar, labels varchar, happened_at timestamp, turn varchar, value double, n bigint, reason varchar);
create table alert_notice (notice varchar, rule varchar, kind varchar, happened_at timestamp, body varchar);

-- The outbox: one row a notice and endpoint. `state` is waiting, delivered or dead; `next_at` is when it is tried.
create table alert_delivery (
    delivery varchar,
    notice varchar,
    rule varchar,
    endpoint varchar,
    created_at timestamp,
    state varchar,
    attempts integer,
    next_at timestamp,
    last_at timestamp,
    last_status integer,
    reason varchar
);
create table alert_attempt (delivery varchar, endpoint varchar, attempt integer, happened_at timestamp, status integer, reason varchar, took_ms double);
create table alert_endpoint (endpoint varchar, failing_since timestamp, disabled_at timestamp, reason varchar);

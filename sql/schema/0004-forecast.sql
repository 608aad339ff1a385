-- What was forecast, and when: none of it follows from events alone, so a rebuild of the facts leaves it as it is.
-- `kind` is daily (kept, for accuracy by lead time), intraday (replaced by the next) or trial (an origin in the past,
-- forecast from what came before it). `body` is JSON: why, and what was odd.
create table forecast_run (
    run_no bigint,
    team varchar,
    channel varchar,
    kind varchar,
    origin_at timestamp,
    made_at timestamp,
    zone varchar,
    body varchar
);

-- Quarters of an hour of a run; `lead_day` counts local days from the origin's, which is 0.
create table forecast_point (
    run_no bigint,
    starts_at timestamp,
    lead_day smallint,
    is_open boolean,
    mean double,
    p05 double,
    p10 double,
    p50 double,
    p90 double,
    p95 double,
    average double
);

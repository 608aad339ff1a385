-- What the models read besides events. A calendar's number stands for one version of it, or for what held for a team over time.
drop table if exists calendar_interval;
drop table if exists calendar_stretch;
drop table if exists open_stretch;
drop table if exists sla_target;

create table calendar_version (calendar_no bigint, calendar varchar, calendar_version integer);

-- Every instant lies in one stretch of one UTC day, every amount of open time in one of 24 open hours: equality joins find them.
create table calendar_stretch (
    calendar_no bigint,
    day date,
    from_at timestamp,
    to_at timestamp,
    open_ms_before bigint,
    is_open boolean
);

create table open_stretch (
    calendar_no bigint,
    open_day bigint,
    from_open_ms bigint,
    to_open_ms bigint,
    from_at timestamp
);

-- By which calendar durations of a team are counted; the team '' stands for all that have none of their own.
create table team_calendar (team varchar, calendar_no bigint);

-- Between two changes of the configuration lies an era: which one an instant falls into, and what holds in it.
create table era_day (day date, from_at timestamp, to_at timestamp, era_no integer);
create table era_calendar (era_no integer, team varchar, calendar_no bigint);
create table era_policy (era_no integer, policy_no integer, place integer);
create table policy_condition (policy_no integer, attribute varchar, is_in boolean, named varchar);
create table sla_target (
    era_no integer,
    policy_no integer,
    policy varchar,
    policy_version integer,
    target varchar,
    priority varchar,
    target_ms bigint,
    calendar_no bigint,
    by_team boolean,
    pauses_new boolean,
    pauses_pending boolean,
    pauses_on_hold boolean
);

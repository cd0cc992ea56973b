-- breaking: no
-- The first format of the store: streams with their rows and events, inputs, effects.

create table stream (
  name text primary key,
  -- of the last event
  sequence integer not null default 0,
  -- of the last event that the rows hold
  rows_sequence integer not null default 0,
  -- the newest format anything of it was written in
  version integer not null default 0,
  now integer not null default 0,
  next_wake integer,
  owner text,
  lease_until integer not null default 0
) strict, without rowid;

create table event (
  stream text not null,
  sequence integer not null,
  version integer not null,
  at integer not null,
  input text not null,
  event text not null,
  -- a writer that is behind fails here, whatever it believes of its lease
  primary key (stream, sequence)
) strict;

create table state_row (
  stream text not null,
  table_name text not null,
  key text not null,
  version integer not null,
  row text not null,
  primary key (stream, table_name, key)
) strict;

create table history (
  number integer primary key autoincrement,
  stream text not null,
  table_name text not null,
  key text not null,
  sequence integer not null,
  at integer not null,
  version integer not null,
  row text not null
) strict;

create index history_of_table on history (stream, table_name, number);

create table input (
  number integer primary key autoincrement,
  stream text not null,
  id text not null,
  at integer not null,
  actor text not null,
  body text not null,
  effect text,
  -- both null while it waits
  answer text,
  parked text,
  -- when it was answered
  ended_at integer
) strict;

create unique index input_id on input (stream, id);
create index input_waiting on input (stream, number) where answer is null and parked is null;
create index input_parked on input (stream, number) where parked is not null;
create index input_ended on input (ended_at) where ended_at is not null;

create table effect (
  number integer primary key autoincrement,
  stream text not null,
  id text not null,
  lane text not null,
  host text,
  kind text not null,
  effect text not null,
  attempt integer not null default 0,
  owner text,
  lease_until integer not null default 0,
  not_before integer not null default 0,
  -- the world was touched, or may have been, and there is no receipt
  has_begun integer not null default 0,
  cancel_requested integer not null default 0,
  settled_at integer
) strict;

create unique index effect_id on effect (stream, id);
create index effect_open on effect (stream, lane, number) where settled_at is null;
create index effect_claimed on effect (owner) where owner is not null;
create index effect_settled on effect (settled_at) where settled_at is not null;

create table receipt (
  stream text not null,
  effect text not null,
  attempt integer not null,
  at integer not null,
  outcome text not null,
  -- 0: it came late, and moved nothing
  is_taken integer not null,
  primary key (stream, effect, attempt)
) strict, without rowid;

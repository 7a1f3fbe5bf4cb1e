/** Proceedings with what is owed in them. */
export function readProceedingsSql(schema: string): string {
  return `
create table ${schema}.proceeding (
  kind text not null,
  proceeding_id text collate "C" not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text,
  title text not null,
  status text not null,
  overdue boolean not null,
  closed_how text,
  next_due timestamptz,
  next_key text,
  unit_ids text[] not null,
  reader_unit_ids text[] not null,
  office_unit_id text not null,
  supervising_unit_id text,
  over_unit_ids text[] not null,
  judge_unit_ids text[] not null,
  facts jsonb not null,
  about text[] not null,
  opened_at timestamptz not null,
  search text not null,
  shared_unit_ids text[] not null,
  shared_facts jsonb not null,
  shared_search text not null,
  shared_about text[] not null,
  primary key (kind, proceeding_id, known_from)
);
create unique index proceeding_now on ${schema}.proceeding (kind, proceeding_id) where known_to = 'infinity';
create index proceeding_list on ${schema}.proceeding (kind, opened_at desc, proceeding_id) where known_to = 'infinity';
create index proceeding_units on ${schema}.proceeding using gin (unit_ids) where known_to = 'infinity';
create index proceeding_readers on ${schema}.proceeding using gin (reader_unit_ids) where known_to = 'infinity';
create index proceeding_about on ${schema}.proceeding using gin (about) where known_to = 'infinity';
create index proceeding_judged on ${schema}.proceeding using gin (judge_unit_ids) where known_to = 'infinity';
create index proceeding_supervised on ${schema}.proceeding (supervising_unit_id) where known_to = 'infinity';
create index proceeding_known on ${schema}.proceeding (known_from, known_to) include (kind, status);

create table ${schema}.proceeding_duty (
  kind text not null,
  proceeding_id text collate "C" not null,
  duty text not null,
  arming int not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text,
  duty_kind text not null,
  unit_id text not null,
  post text not null,
  person_id text,
  subject text,
  since timestamptz not null,
  due date,
  primary key (kind, proceeding_id, duty, arming, known_from)
);
create unique index proceeding_duty_now on ${schema}.proceeding_duty (kind, proceeding_id, duty, arming) where known_to = 'infinity';
create index proceeding_duty_unit on ${schema}.proceeding_duty (unit_id, due) where known_to = 'infinity';
create index proceeding_duty_due on ${schema}.proceeding_duty (due, since) where known_to = 'infinity';
create index proceeding_duty_known on ${schema}.proceeding_duty (known_from, known_to);
`;
}

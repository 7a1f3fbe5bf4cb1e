/** Who reported what for which period, of items and of proceedings. */
export function readCoverageSql(schema: string): string {
  return `
-- What units owe by periods: the coverage view. What is owed becomes missing by the passing of its day alone, which is asked with the question.
create table ${schema}.coverage (
  item_id text collate "C" not null,
  part text not null,
  step_id text not null,
  period text not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text,
  unit_id text not null,
  supervising_unit_id text,
  duty text not null,
  title text not null,
  first_day date not null,
  last_day date not null,
  due date,
  state text not null,
  reported_at timestamptz,
  late_working_days int,
  excuse text,
  event int not null,
  primary key (item_id, part, step_id, period, known_from)
);
create unique index coverage_now on ${schema}.coverage (item_id, part, step_id, period) where known_to = 'infinity';
create index coverage_unit on ${schema}.coverage (unit_id, first_day) where known_to = 'infinity';
create index coverage_known on ${schema}.coverage (known_from, known_to);

create table ${schema}.proceeding_coverage (
  kind text not null,
  proceeding_id text collate "C" not null,
  part text not null,
  step_id text not null,
  period text not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text,
  unit_id text not null,
  supervising_unit_id text,
  duty text not null,
  title text not null,
  first_day date not null,
  last_day date not null,
  due date,
  state text not null,
  reported_at timestamptz,
  late_working_days int,
  excuse text,
  event int not null,
  primary key (kind, proceeding_id, part, step_id, period, known_from)
);
create unique index proceeding_coverage_now on ${schema}.proceeding_coverage (kind, proceeding_id, part, step_id, period) where known_to = 'infinity';
create index proceeding_coverage_unit on ${schema}.proceeding_coverage (unit_id, first_day) where known_to = 'infinity';
create index proceeding_coverage_known on ${schema}.proceeding_coverage (known_from, known_to);
`;
}

/**
 * Read models: what the log says, laid out for questions. Each row holds from one moment to another, so that every page can
 * be asked for as known on a past day. Times are the domain's; known_to is infinity for what holds now.
 *
 * \`schema\` is a parameter, since a rebuild fills a shadow and swaps.
 */
export function readSql(schema: string): string {
  return `
create schema ${schema};
grant usage on schema ${schema} to duban_app;

create table ${schema}.plan (
  plan_id text not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  title text not null,
  document_number text,
  year int,
  status text not null,
  office_unit_id text not null,
  items int not null,
  open_blocking int not null,
  drafted_at timestamptz not null,
  issued_at timestamptz,
  withdrawn_at timestamptz,
  archived_at timestamptz,
  withdrawal_open int,
  version bigint not null,
  upper_plan_id text,
  way_up text,
  with_unit_id text,
  taken_up int not null,
  quantified int not null,
  figures int not null,
  primary key (plan_id, known_from)
);
comment on column ${schema}.plan.way_up is 'Of a plan that takes up a higher one: how far it has come. taken_up, quantified and figures are the draft''s; of what was issued the items say it.';
create unique index plan_now on ${schema}.plan (plan_id) where known_to = 'infinity';
create index plan_upper on ${schema}.plan (upper_plan_id) where upper_plan_id is not null;

create table ${schema}.item (
  item_id text collate "C" not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text not null,
  plan_number text,
  number text not null,
  number_order numeric not null,
  title text not null,
  category text,
  status text not null,
  light text not null,
  late boolean not null,
  paused boolean not null,
  awaiting_quantification boolean not null,
  deadline date,
  first_deadline date,
  recurrence text,
  lead_unit_ids text[] not null,
  unit_ids text[] not null,
  next_due timestamptz,
  next_key text,
  closed_how text,
  readers text[] not null,
  standing_until date,
  upper_item_id text collate "C",
  primary key (item_id, known_from)
);
comment on column ${schema}.item.readers is 'How somebody may stand to the item, in words such as assigned:UNIT: what a list shows is what meets the caller''s words.';
create unique index item_now on ${schema}.item (item_id) where known_to = 'infinity';
create index item_list on ${schema}.item (plan_id, number_order, item_id) where known_to = 'infinity';
create index item_order on ${schema}.item (number_order, item_id) where known_to = 'infinity';
create index item_order_known on ${schema}.item (number_order, item_id, known_from) include (known_to);
create index item_deadline on ${schema}.item (deadline, item_id) where known_to = 'infinity';
create index item_light on ${schema}.item (light, number_order, item_id) where known_to = 'infinity';
create index item_counts on ${schema}.item (plan_id, category, light, status) where known_to = 'infinity';
create index item_unit_counts on ${schema}.item (unit_ids, light) where known_to = 'infinity';
create index item_readers on ${schema}.item using gin (readers) where known_to = 'infinity';
create index item_units on ${schema}.item using gin (unit_ids) where known_to = 'infinity';
create index item_upper on ${schema}.item (upper_item_id) where upper_item_id is not null;
create index item_known on ${schema}.item (known_from, known_to) include (plan_id, category, light, status);

create table ${schema}.item_text (
  item_id text collate "C" not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  search text not null,
  grams int[] not null,
  primary key (item_id, known_from)
);
comment on table ${schema}.item_text is 'What full text is searched in: apart from the item, since it seldom changes and its index is the dearest to write. Grams are single characters and pairs of neighbours, as numbers: they find a word of one or two characters outright, and narrow down a longer one.';
create index item_text_grams on ${schema}.item_text using gin (grams);

create table ${schema}.assignment (
  item_id text collate "C" not null,
  assignment_id text not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text not null,
  unit_id text not null,
  role text not null,
  coordinator boolean not null,
  status text not null,
  light text not null,
  late boolean not null,
  paused boolean not null,
  received_at timestamptz,
  person_id text,
  group_id text,
  primary key (item_id, assignment_id, known_from)
);
create unique index assignment_now on ${schema}.assignment (item_id, assignment_id) where known_to = 'infinity';
create index assignment_counts on ${schema}.assignment (plan_id, unit_id, light, status) where known_to = 'infinity';
create index assignment_known on ${schema}.assignment (known_from, known_to) include (plan_id, unit_id, light, status);

create table ${schema}.duty (
  item_id text collate "C" not null,
  duty text not null,
  arming int not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text not null,
  kind text not null,
  unit_id text not null,
  post text not null,
  person_id text,
  assignment_id text,
  assignee_unit_id text,
  coordinator_unit_id text,
  step_id text,
  since timestamptz not null,
  due date,
  resting text,
  -- Its lateness was found to be none (更正): still owed, and no more overdue.
  corrected boolean not null,
  primary key (item_id, duty, arming, known_from)
);
create unique index duty_now on ${schema}.duty (item_id, duty, arming) where known_to = 'infinity';
create index duty_unit on ${schema}.duty (unit_id, due, since) where known_to = 'infinity';
create index duty_due on ${schema}.duty (due, since) where known_to = 'infinity';
create index duty_known on ${schema}.duty (known_from, known_to);

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
  facts jsonb not null,
  opened_at timestamptz not null,
  search text not null,
  primary key (kind, proceeding_id, known_from)
);
create unique index proceeding_now on ${schema}.proceeding (kind, proceeding_id) where known_to = 'infinity';
create index proceeding_list on ${schema}.proceeding (kind, opened_at desc, proceeding_id) where known_to = 'infinity';
create index proceeding_units on ${schema}.proceeding using gin (unit_ids) where known_to = 'infinity';
create index proceeding_readers on ${schema}.proceeding using gin (reader_unit_ids) where known_to = 'infinity';
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

-- Figures that items owe, and what was told of them: values flow up by upper_item_id and upper_target_id.
create table ${schema}.target (
  item_id text collate "C" not null,
  target_id text not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  plan_id text not null,
  office_unit_id text not null,
  number text not null,
  title text not null,
  metric text not null,
  comparison text not null,
  value double precision not null,
  unit text not null,
  waived boolean not null,
  upper_item_id text collate "C",
  upper_target_id text,
  decided text not null,
  primary key (item_id, target_id, known_from)
);
create unique index target_now on ${schema}.target (item_id, target_id) where known_to = 'infinity';
create index target_upper on ${schema}.target (upper_item_id, upper_target_id);
create index target_plan on ${schema}.target (plan_id) where known_to = 'infinity';

create table ${schema}.figure (
  item_id text collate "C" not null,
  target_id text not null,
  assignment_id text not null,
  as_of date not null,
  known_from timestamptz not null,
  known_to timestamptz not null default 'infinity',
  unit_id text not null,
  value double precision not null,
  event int not null,
  primary key (item_id, target_id, assignment_id, as_of, known_from)
);
create unique index figure_now on ${schema}.figure (item_id, target_id, assignment_id, as_of) where known_to = 'infinity';

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

create table ${schema}.notice (
  notice_id text primary key,
  item_id text collate "C",
  proceeding text collate "C",
  plan_id text,
  kind text not null,
  rung text not null,
  duty text not null,
  assignment_id text,
  step_id text,
  drafted_at timestamptz,
  issued_at timestamptz,
  voided_at timestamptz,
  answered_at timestamptz,
  due_at timestamptz,
  deadline date,
  series text,
  number int,
  text text,
  recipients json not null
);
create index notice_item on ${schema}.notice (item_id);
create index notice_plan on ${schema}.notice (plan_id) where item_id is null and proceeding is null;
create index notice_proceeding on ${schema}.notice (proceeding) where proceeding is not null;
create index notice_draft on ${schema}.notice (drafted_at) where issued_at is null and voided_at is null;

create table ${schema}.inbox (
  notice_id text not null,
  unit_id text not null,
  post text not null,
  person_id text,
  why text not null,
  delivered_at timestamptz not null,
  read_at timestamptz,
  read_by text,
  held boolean not null default false,
  primary key (notice_id, unit_id, post)
);
create index inbox_unit on ${schema}.inbox (unit_id, delivered_at desc);

-- How far items and proceedings have been looked at again since the rules changed (see rules.pass.ts); one row, or none.
create table ${schema}.rules_pass (
  one boolean primary key default true check (one),
  base int not null,
  through int not null,
  item_id text collate "C" not null,
  proceeding text collate "C"
);

grant select, insert, update, delete on all tables in schema ${schema} to duban_app;
`;
}

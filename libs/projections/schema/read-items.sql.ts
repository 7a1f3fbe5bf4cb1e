/** Plans, items with their texts, assignments and duties, and the figures that they owe and told. */
export function readItemsSql(schema: string): string {
  return `
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
  next_act text,
  next_kind text,
  next_unit_id text,
  progress text,
  closed_how text,
  readers text[] not null,
  standing_until date,
  upper_item_id text collate "C",
  made_of text[] not null,
  primary key (item_id, known_from)
);
comment on column ${schema}.item.made_of is 'Items that were split or merged into it: what takes one of them up takes it up.';
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
create index item_made on ${schema}.item (item_id) where made_of <> '{}';
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
  reckoning text not null,
  waived boolean not null,
  upper_item_id text collate "C",
  upper_target_id text,
  continues text not null,
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
`;
}

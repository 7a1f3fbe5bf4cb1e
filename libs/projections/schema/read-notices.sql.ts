/** What was told, and to whom. */
export function readNoticesSql(schema: string): string {
  return `
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
  recipients json not null,
  title text
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
`;
}

import type { DataSource } from 'typeorm';
import type { HandedDown } from '#libs/supervision/plan/plan.lower';
import { heirs } from './heirs';
import { holds, type Asked } from './scope';
import { Statement } from './statement';

/** Plans below plans below plans: no administration has as many levels. */
const DEEPEST = 20;

type Moment = Pick<Asked, 'asOf'>;

export interface LowerFilter {
  /** 1: takes up the plan itself. */
  readonly level?: number | undefined;
  readonly states?: readonly string[] | undefined;
  readonly unitId?: string | undefined;
  /** Plans with an item of one of these lights. */
  readonly lights?: readonly string[] | undefined;
}

/** A plan that takes up another, with what it took up and how that stands. */
export interface LowerPlanRow {
  planId: string;
  level: number;
  upperPlanId: string;
  title: string;
  unitId: string;
  state: string;
  /** With whom the draft lies. */
  withUnitId: string;
  issuedAt: Date | null;
  /** Items of the plan above that it took up, of how many that plan has (少而精). */
  takenUp: number;
  itemsAbove: number;
  /** Its own items, and those of them that have a figure. */
  items: number;
  quantified: number;
  figures: number;
  /** Shares in its items that are under way, and those for which a person is named; null before it is issued. */
  persons: { assignments: number; named: number; gaps: { unitId: string; assignments: number }[] } | null;
  lights: Record<string, number>;
}

/** Items that the plan still has: what was withdrawn or dropped is taken up no more. */
export const stillHas = (alias: string): string => `(${alias}.closed_how is null or ${alias}.closed_how not in ('withdrawn', 'dropped'))`;

const UNDER_WAY = `a.status not in ('completed', 'declined', 'transferred', 'dropped')`;

/** All plans below a plan, at whatever level; as `below`. */
export function below(s: Statement, planId: string, at: Moment): string {
  const held = holds(s, 'p', at);
  return `with recursive below as (
    select p.*, 1 as level from read.plan p where p.upper_plan_id = ${s.p(planId, 'text')} and ${held}
    union all
    select p.*, b.level + 1 from below b join read.plan p on p.upper_plan_id = b.plan_id where ${held} and b.level < ${DEEPEST}
  )`;
}

/** Lower plans, level by level; a draft that was discarded is shown where it is asked for. */
export async function lowerPlans(source: DataSource, planId: string, at: Moment, filter: LowerFilter, { offset, limit }: { offset: number; limit: number }): Promise<{ total: number; rows: LowerPlanRow[] }> {
  const statement = (draw: (matching: string, s: Statement) => string): [string, unknown[]] => {
    const s = new Statement();
    const tree = below(s, planId, at);
    const where = [filter.states === undefined ? `b.way_up <> 'discarded'` : `b.way_up = any(${s.p(filter.states, 'text[]')})`];
    if (filter.level !== undefined) where.push(`b.level = ${s.p(filter.level, 'int')}`);
    if (filter.unitId !== undefined) where.push(`b.office_unit_id = ${s.p(filter.unitId, 'text')}`);
    if (filter.lights !== undefined) where.push(`exists (select from read.item i where i.plan_id = b.plan_id and ${holds(s, 'i', at)} and i.light = any(${s.p(filter.lights, 'text[]')}))`);
    return [`${tree} ${draw(`below b where ${where.join(' and ')}`, s)}`, s.values];
  };
  const [counted, rows] = await Promise.all([
    source.query<{ total: number }[]>(...statement((matching) => `select count(*)::int as total from ${matching}`)),
    source.query<LowerPlanRow[]>(...statement((matching, s) => {
      const [itemHeld, assignmentHeld, targetHeld, aboveHeld] = [holds(s, 'i', at), holds(s, 'a', at), holds(s, 't', at), holds(s, 'x', at)];
      const running = `(b.issued_at is not null)`;
      return `, ${heirs(s, at)}, page as (select b.* from ${matching} order by b.level, b.upper_plan_id, b.office_unit_id, b.plan_id offset ${offset} limit ${limit})
        select b.plan_id as "planId", b.level, b.upper_plan_id as "upperPlanId", b.title, b.office_unit_id as "unitId", b.way_up as state, b.with_unit_id as "withUnitId", b.issued_at as "issuedAt",
          case when ${running} then up.taken_up else b.taken_up end as "takenUp", above.items as "itemsAbove",
          case when ${running} then i.items else b.items end as items, case when ${running} then i.quantified else b.quantified end as quantified, case when ${running} then i.figures else b.figures end as figures,
          case when ${running} then json_build_object('assignments', person.assignments, 'named', person.named, 'gaps', person.gaps) end as persons, lit.lights
        from page b
        cross join lateral (select count(*)::int as items from read.item x where x.plan_id = b.upper_plan_id and ${aboveHeld} and ${stillHas('x')}) above
        cross join lateral (
          select count(*)::int as items, count(*) filter (where t.figures > 0)::int as quantified, coalesce(sum(t.figures), 0)::int as figures
            from read.item i cross join lateral (select count(*) as figures from read.target t where t.item_id = i.item_id and not t.waived and ${targetHeld}) t
           where i.plan_id = b.plan_id and ${itemHeld} and ${stillHas('i')}) i
        cross join lateral (
          select count(distinct coalesce(h.item_id, i.upper_item_id))::int as taken_up from read.item i left join heir h on h.origin_id = i.upper_item_id
           where i.plan_id = b.plan_id and ${itemHeld} and ${stillHas('i')}) up
        cross join lateral (select coalesce(json_object_agg(c.light, c.items), '{}') as lights from (select i.light, count(*)::int as items from read.item i where i.plan_id = b.plan_id and ${itemHeld} group by i.light) c) lit
        cross join lateral (
          select coalesce(sum(u.assignments), 0)::int as assignments, coalesce(sum(u.named), 0)::int as named,
                 coalesce(json_agg(json_build_object('unitId', u.unit_id, 'assignments', u.assignments - u.named) order by u.unit_id) filter (where u.named < u.assignments), '[]') as gaps
            from (select a.unit_id, count(*)::int as assignments, count(a.person_id)::int as named
                    from read.assignment a join read.item i using (item_id)
                   where a.plan_id = b.plan_id and ${assignmentHeld} and ${itemHeld} and i.closed_how is null and ${UNDER_WAY} group by a.unit_id) u) person
        order by b.level, b.upper_plan_id, b.office_unit_id, b.plan_id`;
    })),
  ]);
  return { total: counted[0]?.total ?? 0, rows };
}

/** To whom a plan was handed down, by shares in its items; and the offices that take it up, at whatever level. */
export async function takersOf(source: DataSource, planId: string, at: Moment): Promise<{ handedDown: HandedDown[]; takers: string[] }> {
  const [ofShares, ofTakers] = [new Statement(), new Statement()];
  const [handedDown, takers] = await Promise.all([
    source.query<HandedDown[]>(
      `select a.unit_id as "unitId", coalesce(array_agg(distinct a.group_id) filter (where a.group_id is not null), '{}') as "groupIds", count(distinct a.item_id)::int as items
         from read.assignment a join read.item i using (item_id)
        where a.plan_id = ${ofShares.p(planId, 'text')} and ${holds(ofShares, 'a', at)} and ${holds(ofShares, 'i', at)} and ${stillHas('i')} and a.status not in ('declined', 'transferred', 'dropped')
        group by a.unit_id`,
      ofShares.values,
    ),
    source.query<{ unitId: string }[]>(`${below(ofTakers, planId, at)} select distinct office_unit_id as "unitId" from below where way_up not in ('discarded', 'withdrawn')`, ofTakers.values),
  ]);
  return { handedDown, takers: takers.map((t) => t.unitId) };
}

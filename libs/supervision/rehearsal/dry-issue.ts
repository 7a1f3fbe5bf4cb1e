import { evolveItem } from '../item/item.evolve';
import type { ItemEvent } from '../item/item.events';
import type { ItemState } from '../item/item.types';
import type { Actor } from '../actor';
import type { Draft } from '../plan/draft';
import { evolvePlan, type PlanState } from '../plan/plan.evolve';
import type { PlanEvent, PlanEventData } from '../plan/plan.events';
import { itemsAsSettled } from '../plan/plan.issue';
import type { Rejection } from '../rejection';
import { isGroupName } from '../roster/group-name';
import { unitOf, unitsNamed, type Roster, type Unit } from '../roster/roster';
import { rulesVersions, spanAt, type Rules } from '../rules';
import { type Day, type Instant } from '../time/day';

/** Something that a rehearsal took for granted because the paper leaves it open; told with its result. */
export interface Assumption {
  zh: string;
  en: string;
}

const REHEARSAL: Actor = { kind: 'system', name: 'rehearsal' };
const OFFICE_ID = 'rehearsal-office';

/** The roster with every name of the draft that nothing answers to yet; names of groups stay open. */
export function withNamesOf(draft: Pick<Draft, 'items'>, roster: Roster, since: Day): Roster {
  const units = { ...roster.units };
  const names = new Set(draft.items.flatMap((i) => [...i.leads, ...i.participants, ...i.units]));
  for (const name of names) {
    if (isGroupName(name) || unitsNamed({ ...roster, units }, name).length > 0) continue;
    const id = `rehearsal-${name}`;
    units[id] = unitOf(id, name, since);
  }
  return { ...roster, units };
}

/** A draft as a plan that could be issued at once: its open questions are left to what issuing takes by itself. */
export function planOfDraft(draft: Draft, today: Day, at: Instant): { plan: PlanState; office: Unit } {
  const year = draft.plan.year ?? Number((draft.plan.issuedOn ?? today).slice(0, 4));
  const period = draft.plan.period ?? { from: `${year}-01-01`, to: `${year}-12-31` };
  const office = unitOf(OFFICE_ID, draft.plan.issuer ?? '办公室', period.from);
  const data: PlanEventData['PlanDrafted'] = {
    plan: { ...draft.plan, year, period },
    officeUnitId: office.id,
    supervisingUnitId: null,
    conferenceUnitId: null,
    policyId: 'standard',
    source: { name: '', sha256: '', format: draft.report.format },
    report: draft.report,
    notUnderstood: draft.notUnderstood,
  };
  const meta = { actor: REHEARSAL, occurredAt: at, recordedAt: at, rules: { policy: 0, calendar: 0, roster: 0 } };
  const events: PlanEvent[] = [
    { type: 'PlanDrafted', data, meta },
    { type: 'DraftItemsRead', data: { items: draft.items, decisions: [] }, meta },
  ];
  return { plan: events.reduce<PlanState | null>((state, e) => evolvePlan(state, e, 'rehearsal'), null)!, office };
}

/** What issuing takes by itself where the paper leaves it open. */
export function assumedOf(plan: PlanState): Assumption[] {
  const numbers = (items: readonly { number: string; title: string }[]): string => items.map((i) => i.number || `“${i.title.slice(0, 12)}”`).join('、');
  const unmarked = plan.items.filter((i) => i.leads.length === 0 && i.units.length > 1 && plan.settled[`role-unmarked:${i.key}`] === undefined);
  const beside = plan.items.filter((i) => i.leads.length > 0 && i.units.length > 0 && plan.settled[`units-without-role:${i.key}`] === undefined);
  const nobody = plan.items.filter((i) => i.leads.length + i.participants.length + i.units.length === 0);
  const groups = new Set(plan.items.flatMap((i) => [...i.leads, ...i.participants, ...i.units]).filter(isGroupName));
  return [
    ...(unmarked.length > 0 ? [{ zh: `未标明牵头的 ${unmarked.length} 项，按排在首位的单位牵头、其余参与：${numbers(unmarked)}`, en: `${unmarked.length} item(s) mark no lead: the first-named unit is taken to lead: ${numbers(unmarked)}` }] : []),
    ...(beside.length > 0 ? [{ zh: `已有牵头单位、另列未标明角色单位的 ${beside.length} 项，未标明者按参与计：${numbers(beside)}`, en: `${beside.length} item(s) name units without a role beside the lead: they are taken to take part: ${numbers(beside)}` }] : []),
    ...(nobody.length > 0 ? [{ zh: `未写明单位的 ${nobody.length} 项，由办公室承办：${numbers(nobody)}`, en: `${nobody.length} item(s) name no unit: the office answers for them: ${numbers(nobody)}` }] : []),
    ...(groups.size > 0 ? [{ zh: `没有名册的群组不计入：${[...groups].join('、')}`, en: `groups without a roster are left out: ${[...groups].join(', ')}` }] : []),
  ];
}

/** The items of a plan as they would be right after its issue at the moment, nothing of it written anywhere. */
export function issueDry(plan: PlanState, rules: Rules, at: Instant): ItemState[] | { rejected: Rejection } {
  const ids = new Map(plan.items.map((item, i) => [item.key, `${plan.id}-${i + 1}`]));
  const issued = itemsAsSettled(plan, rules.roster, ids, at, spanAt(rules, at).calendar);
  if ('rejected' in issued) return issued;
  const meta = { actor: REHEARSAL, occurredAt: at, recordedAt: at, rules: rulesVersions(rules, spanAt(rules, at)) };
  return issued.map(({ itemId, data }) => evolveItem(null, { type: 'ItemIssued', data, meta } as ItemEvent, itemId));
}

import type { FullSight, ReadScope } from '#libs/supervision/read-scope';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Statement } from './statement';

/** Who asks, when: every list takes it, so that none is without. */
export interface Asked {
  /** What the caller may list. */
  readonly scope: ReadScope;
  /** The domain's present day: to which a standing authorisation counts, whatever day is asked about. */
  readonly today: Day;
  /** As known at this moment; now where it is null. */
  readonly asOf: Instant | null;
}

/** Kinds of duty that only who reads the whole item sees, and those that belong to one assignment alone. */
const UNSEEN = ['sign'];
const OWN = ['approve', 'rule', 'answer'];

/** Rows that hold now, or held at the moment asked about: two different indexes. */
export function holds(s: Statement, alias: string, { asOf }: Pick<Asked, 'asOf'>): string {
  if (asOf === null) return `${alias}.known_to = 'infinity'`;
  const at = s.p(asOf, 'timestamptz');
  return `${alias}.known_from <= ${at} and ${alias}.known_to > ${at}`;
}

function underStanding(s: Statement, standing: string, today: Day): string {
  return `(i.readers @> ${s.p([standing], 'text[]')} and i.standing_until >= ${s.p(today, 'date')})`;
}

/** Items (alias `i`) that the caller may read. */
export function mayRead(s: Statement, { scope, today }: Asked): string {
  if (scope.kind === 'all') return 'true';
  if (scope.kind === 'none') return 'false';
  return `(i.readers && ${s.p(scope.words, 'text[]')} or ${underStanding(s, scope.standing, today)})`;
}

/** Items under a standing authorisation that names the caller, as long as it lasts. */
export function mayVerifyByStanding(s: Statement, { scope, today }: Asked): string {
  return scope.kind === 'readers' ? underStanding(s, scope.standing, today) : 'false';
}

/** Items (alias `i`) that are read whole, drafts too. */
function readsWhole(s: Statement, { planIds, whole }: FullSight): string {
  return `(i.plan_id = any(${s.p(planIds, 'text[]')}) or i.readers && ${s.p(whole, 'text[]')})`;
}

/** What an item's (alias `i`) next entry is of: told as its duty would be, and otherwise not. */
export function mayReadNext(s: Statement, { scope }: Asked): string {
  if (scope.kind !== 'readers') return scope.kind === 'all' ? 'true' : 'false';
  return `(${readsWhole(s, scope.inFull)} or i.next_kind <> all(${s.p([...UNSEEN, ...OWN], 'text[]')}))`;
}

/** Duties (alias `d`, of items `i` that may be read) whose assignment the caller sees in full. */
export function seesInFull(s: Statement, { scope, today }: Asked): string {
  if (scope.kind === 'all') return 'true';
  if (scope.kind === 'none') return 'false';
  const { ownUnitIds, watching, roofUnitIds } = scope.inFull;
  const own = s.p(ownUnitIds, 'text[]');
  const foreign = `d.assignee_unit_id <> all(${s.p(roofUnitIds, 'text[]')})`;
  const watched = `i.readers && ${s.p(watching, 'text[]')} or d.coordinator_unit_id = any(${own})`;
  return `(${readsWhole(s, scope.inFull)} or d.assignee_unit_id = any(${own}) or ${foreign} and (${watched}) or ${underStanding(s, scope.standing, today)})`;
}

/** Duties that are shown: drafts wait for a signature unseen; what a unit approves, asks and answers inside its share is its own. */
export function mayReadDuty(s: Statement, asked: Asked): string {
  const { scope } = asked;
  if (scope.kind !== 'readers') return mayRead(s, asked);
  const whole = readsWhole(s, scope.inFull);
  const shown = `d.kind <> all(${s.p(UNSEEN, 'text[]')}) and (d.kind <> all(${s.p(OWN, 'text[]')}) or ${seesInFull(s, asked)})`;
  return `${mayRead(s, asked)} and (${whole} or ${shown})`;
}

/** What the caller's reading of proceedings is narrowed by; null where it is not. */
export function narrowedBy({ scope }: Asked): FullSight | null {
  if (scope.kind === 'none') throw new Error('who reads nothing is asked for nothing');
  return scope.kind === 'all' ? null : scope.inFull;
}

/** Proceedings (under the alias) that the caller reads whole, drafts too: of their plans, those that ask their unit to judge and are not held over their own house, and those that it is theirs to supervise. */
export function mayReadWhole(s: Statement, alias: string, asked: Asked): string {
  if (asked.scope.kind === 'none') return 'false';
  const by = narrowedBy(asked);
  if (by === null) return 'true';
  const overOwn = `(${alias}.over_unit_ids && ${s.p(by.roofUnitIds, 'text[]')} and ${alias}.office_unit_id <> ${s.p(by.unitId, 'text')})`;
  const judges = by.judges !== null ? 'true' : `coalesce(${alias}.plan_id = any(${s.p(by.judgedPlanIds, 'text[]')}), false)`;
  const judged = `(${judges} and ${alias}.judge_unit_ids @> ${s.p([by.unitId], 'text[]')} and not ${overOwn})`;
  const ofPlan = `coalesce(${alias}.plan_id = any(${s.p(by.planIds, 'text[]')}), false)`;
  const supervised = by.supervises === null ? 'false' : `coalesce(${alias}.supervising_unit_id = ${s.p(by.supervises, 'text')}, false)`;
  return `(${ofPlan} or ${judged} or ${supervised})`;
}

/** Proceedings (under the alias) that the caller may read: what concerns their units or is theirs to decide on, and what they read whole. */
export function mayReadProceeding(s: Statement, alias: string, asked: Asked): string {
  const by = asked.scope.kind === 'none' ? null : narrowedBy(asked);
  const whole = mayReadWhole(s, alias, asked);
  return by === null ? whole : `(${alias}.reader_unit_ids && ${s.p([...by.ownUnitIds, by.unitId], 'text[]')} or ${whole})`;
}

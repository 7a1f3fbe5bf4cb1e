import { READER, readerWords, type Related } from '#libs/supervision/item/item.readers';
import type { AssignmentRole, Paper } from '#libs/supervision/item/item.types';
import type { ReadScope } from '#libs/supervision/read-scope';
import { underOneRoof, type Roster } from '#libs/supervision/roster/roster';
import type { Identity } from './identity';
import { isBusinessRole, UNIT_STAFF, type Role } from './roles';

/** What reading is decided on. `contents` holds everything beyond unit names, dates and lights; redaction takes it out as a whole. */
export interface ReadableAssignment {
  readonly id: string;
  readonly unitId: string;
  readonly role: AssignmentRole;
  readonly coordinator: boolean;
  /** False once declined, transferred or dropped. */
  readonly held: boolean;
  readonly contents: unknown;
}

/** Whatever belongs to one assignment as a whole: reports, evidence, requests, steps with texts. */
export interface OfAssignment {
  readonly assignmentId: string;
}

export interface ReadablePaper extends OfAssignment, Pick<Paper, 'status' | 'signedBy'> {}

/** The least that an item's view must have; a caller's own view extends it and comes back in its own type. */
export interface ReadableItem extends Related {
  readonly assignments: readonly ReadableAssignment[];
  readonly reports: readonly OfAssignment[];
  readonly evidence: readonly OfAssignment[];
  readonly requests: readonly OfAssignment[];
  readonly papers: readonly ReadablePaper[];
}

/** `all`: everything, drafts too. `assignments`: the item's outline, and these assignments in full. */
export type ItemSight = { readonly kind: 'all' } | { readonly kind: 'assignments'; readonly inFull: ReadonlySet<string> } | { readonly kind: 'none' };

/** Score, sign and approve: read what their unit is asked for, and nothing that is held over their own house. */
const JUDGES: readonly Role[] = ['signer', 'approver', 'evaluator'];
const CONDUCTS: readonly Role[] = ['office', 'leader', 'convenor'];
/** Read a plan in full but for their own house's work and for papers not yet issued. */
const WATCHES: readonly Role[] = ['supervisor', 'inspector', 'teamLeader'];

/** Staff roles are never limited to a plan: a unit's work is the unit's, whatever plan it comes from. */
const staff = (identity: Identity): boolean => UNIT_STAFF.some((role) => identity.roles.includes(role));

/** A unit, and those whose work it took over: history keeps the old name, the successor reads it. */
export function withPredecessors(roster: Roster, unitId: string): readonly string[] {
  const found = [unitId];
  for (const at of found) {
    for (const unit of Object.values(roster.units)) if (unit.successorId === at && !found.includes(unit.id)) found.push(unit.id);
  }
  return found;
}

/** Whether the caller scores, signs or approves for their unit: what that asks of them is looked up ({@link Identity.serves}). */
export function isJudge({ roles }: Identity): boolean {
  return JUDGES.some((role) => roles.includes(role)) && !CONDUCTS.some((role) => roles.includes(role));
}

/** Source: the domain's roles and its rule of own work, and the interface's navigation by role. */
export function readScope(identity: Identity, roster: Roster): ReadScope {
  const { unitId } = identity;
  if (CONDUCTS.some((role) => identity.roles.includes(role))) return { kind: 'all' };
  const business = [...identity.roles, ...identity.planRoles.map((p) => p.role)].some(isBusinessRole);
  if (!business) return { kind: 'none' };
  const plansOf = (roles: readonly Role[]): string[] => [...new Set(identity.planRoles.filter((p) => roles.includes(p.role)).map((p) => p.planId))];
  const planIds = plansOf(CONDUCTS);
  const judgedPlanIds = plansOf(JUDGES);
  const judges = JUDGES.some((role) => identity.roles.includes(role));
  // Who signs the office's papers reads as the office what they are about.
  const whole = [...(judges ? [READER.conducts(unitId)] : []), ...judgedPlanIds.map((planId) => READER.conducts(unitId, planId))];
  const watching = [
    ...new Set([...plansOf(WATCHES), ...judgedPlanIds, ...(judges ? (identity.serves ?? []) : [])].map(READER.plan)),
    ...(judges ? [READER.judges(unitId)] : []),
    // A unit supervises, and its people read what it supervises; who may act needs the role.
    ...(identity.roles.includes('supervisor') || staff(identity) ? [READER.supervises(unitId), READER.otherVerifier(unitId)] : []),
  ];
  const ownUnitIds = staff(identity) ? withPredecessors(roster, unitId) : [];
  const words = [...planIds.map(READER.plan), ...whole, ...watching, ...ownUnitIds.map(READER.assigned)];
  const roofUnitIds = [...new Set([unitId, ...Object.keys(roster.units).filter((id) => underOneRoof(roster, unitId, id))])];
  const inFull = { planIds, judges: judges ? unitId : null, judgedPlanIds, whole, ownUnitIds, watching, roofUnitIds, unitId, supervises: identity.roles.includes('supervisor') ? unitId : null };
  return { kind: 'readers', words, standing: READER.standing(identity.personId), inFull };
}

/** The same for the coverage view, which holds no contents: the auditor sees all of it too. */
export function coverageScope(identity: Identity, roster: Roster): ReadScope {
  return identity.roles.includes('auditor') ? { kind: 'all' } : readScope(identity, roster);
}

/** What the caller may see of one item. */
export function sightOf(identity: Identity, item: ReadableItem, roster: Roster): ItemSight {
  return sightIn(readScope(identity, roster), item);
}

/** The same for a caller whose scope is at hand: for who is asked about many items. */
export function sightIn(scope: ReadScope, item: ReadableItem): ItemSight {
  if (scope.kind !== 'readers') return { kind: scope.kind };
  const said = new Set(readerWords(item));
  const standing = said.has(scope.standing);
  if (!standing && !scope.words.some((word) => said.has(word))) return { kind: 'none' };
  const { planIds, whole, ownUnitIds, watching, roofUnitIds } = scope.inFull;
  if (planIds.includes(item.planId) || whole.some((word) => said.has(word))) return { kind: 'all' };

  const watches = watching.some((word) => said.has(word));
  const own = (a: ReadableAssignment): boolean => ownUnitIds.includes(a.unitId);
  const coordinates = item.assignments.some((a) => own(a) && a.coordinator && a.held);
  const inFull = item.assignments.filter((a) => standing || own(a) || (!roofUnitIds.includes(a.unitId) && (watches || (coordinates && a.role === 'participant'))));
  return { kind: 'assignments', inFull: new Set(inFull.map((a) => a.id)) };
}

export function visibleItem(identity: Identity, item: ReadableItem, roster: Roster): boolean {
  return sightOf(identity, item, roster).kind !== 'none';
}

/** For what is fetched by its own id, above all evidence: it is read through the assignment that it belongs to. */
export function seesAssignment(sight: ItemSight, assignmentId: string): boolean {
  return sight.kind === 'all' || (sight.kind === 'assignments' && sight.inFull.has(assignmentId));
}

/** A paper that was never issued speaks for nobody; void keeps its number only where it had been signed. */
function wasIssued(paper: ReadablePaper): boolean {
  return paper.status === 'issued' || (paper.status === 'void' && paper.signedBy !== null);
}

/** The item as the caller may see it; null where they may not see it at all. The given view is not changed. */
export function redactItem<T extends ReadableItem>(identity: Identity, item: T, roster: Roster): T | null {
  const sight = sightOf(identity, item, roster);
  if (sight.kind === 'none') return null;
  if (sight.kind === 'all') return item;
  const mine = (x: OfAssignment): boolean => sight.inFull.has(x.assignmentId);
  return {
    ...item,
    assignments: item.assignments.map((a) => (sight.inFull.has(a.id) ? a : { ...a, contents: null })),
    reports: item.reports.filter(mine),
    evidence: item.evidence.filter(mine),
    requests: item.requests.filter(mine),
    papers: item.papers.filter((paper) => mine(paper) && wasIssued(paper)),
  };
}

/** Of the log: `contents` as far as the item is seen; `envelope`: who, when, what kind, hashes, and no texts. */
export function logSight(identity: Identity, item: ReadableItem, roster: Roster): { readonly kind: 'contents'; readonly sight: ItemSight } | { readonly kind: 'envelope' } | { readonly kind: 'none' } {
  const sight = sightOf(identity, item, roster);
  if (sight.kind !== 'none') return { kind: 'contents', sight };
  return identity.roles.includes('auditor') ? { kind: 'envelope' } : { kind: 'none' };
}

/** What sight of a proceeding is decided on. */
export interface ReadableProceeding {
  readonly planId: string | null;
  /** Units that find it in their lists. */
  readonly unitIds: readonly string[];
  readonly officeUnitId: string;
  readonly supervisingUnitId: string | null;
  /** Units that it is held over, told or not: inspected, evaluated. */
  readonly overUnitIds: readonly string[];
  /** Units whose judges it asks: to score, to sign, to approve. */
  readonly judgeUnitIds: readonly string[];
  /** Who decides in it on whose work. */
  readonly judgings: readonly { readonly by: string; readonly of: string }[];
}

/** What the caller may see of a proceeding: all of it; what concerns their units, and units whose work theirs decide on; or (null) nothing. */
export function proceedingSight(identity: Identity, proceeding: ReadableProceeding, roster: Roster): { kind: 'all' } | { kind: 'units'; unitIds: readonly string[]; judges?: true } | null {
  const scope = readScope(identity, roster);
  if (scope.kind !== 'readers') return scope.kind === 'all' ? { kind: 'all' } : null;
  const { planIds, judges, judgedPlanIds, ownUnitIds, roofUnitIds, supervises } = scope.inFull;
  const ofPlan = (ids: readonly string[]): boolean => proceeding.planId !== null && ids.includes(proceeding.planId);
  if (ofPlan(planIds)) return { kind: 'all' };
  // Nobody judges their own house; whoever acts in the office's unit conducts it.
  const overOwn = proceeding.officeUnitId !== identity.unitId && proceeding.overUnitIds.some((unitId) => roofUnitIds.includes(unitId));
  const judge = judges !== null || ofPlan(judgedPlanIds);
  if (judge && !overOwn && proceeding.judgeUnitIds.includes(identity.unitId)) return { kind: 'all' };
  // Proceedings hold drafts, and inspections before their notice: those of the unit whose role it is to supervise read them whole.
  if (supervises !== null && proceeding.supervisingUnitId === supervises) return { kind: 'all' };
  const own = (unitId: string): boolean => ownUnitIds.includes(unitId) || unitId === identity.unitId;
  const mine = proceeding.unitIds.filter(own);
  const judged = proceeding.judgings.filter((j) => own(j.by)).map((j) => j.of);
  return mine.length === 0 ? null : { kind: 'units', unitIds: [...new Set([...mine, ...judged])], ...(judge ? { judges: true as const } : {}) };
}
